# Facts of a letter, in Spanish.
date = { $day } de { $month } de { $year }
from-to = del { $from } al { $to }
language-level = { $language } ({ $level })
yes = sí
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
# Why a request is declined: the first words after the greeting.
declined-no-host = Gracias por su solicitud. Hemos buscado un anfitrión con atención y lo sentimos: esta vez no hemos encontrado ninguno que encaje.
declined-out-of-scope = Gracias por escribirnos. Hemos leído su solicitud con atención. Queda fuera de lo que hace esta red, y sentimos no poder ayudarles.
declined-duplicate = Gracias por escribirnos. Ya teníamos la misma solicitud suya, así que hemos cerrado esta. No tienen que hacer nada: seguimos con la otra.
declined-no-answer = Gracias por su solicitud. Les hicimos una pregunta y no hemos recibido respuesta, así que de momento la hemos cerrado. Si todavía les interesa, basta con que respondan a este mensaje.
declined-withdrawn = Gracias por avisarnos de que ya no lo necesitan. Hemos cerrado su solicitud, como nos pidieron.
declined-other = Gracias por su solicitud. La hemos estudiado con atención y lo sentimos: esta vez no podemos ayudarles.
# What both sides have to agree on. The other words of reasons are the desk’s.
list-separator = ,{ " " }
reason-negotiate-group = personas del grupo: { $persons }; el anfitrión recibe grupos de { $least } a { $most }
reason-negotiate-duration = días de estancia: pedidos { $days }, ofrecidos de { $least } a { $most }
reason-negotiate-stay = días de estancia: pedidos { $days }, posibles en las fechas de ambos { $possible }
reason-negotiate-dates = fechas: el grupo puede ir { $asked_from } – { $asked_until }; el anfitrión recibe visitas { $from } – { $until }
reason-negotiate-dates-none = fechas: el anfitrión no indica ninguna bastante larga (días pedidos: { $days })
reason-negotiate-language = idioma: el grupo tiene { $language } { $own }; el anfitrión pide { $level }
reason-negotiate-language-none = idioma: el grupo no habla ninguno de los idiomas de trabajo del anfitrión
reason-negotiate-activity = actividad: el grupo pide { $asked }; el anfitrión ofrece { $activities }
reason-negotiate-activity-none = actividad: el anfitrión no indica ninguna
reason-negotiate-audience = quién puede ir: el anfitrión recibe { $received }; hay que preguntar si también { $audiences }
reason-negotiate-audience-unsaid = quién puede ir: el anfitrión no lo dice; hay que preguntarlo para { $audiences }
reason-negotiate-minors = menores de 18 años: el anfitrión no dice si los recibe
