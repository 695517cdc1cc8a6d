# Facts of a letter, in Dutch.
date = { $day } { $month } { $year }
from-to = { $from } tot en met { $to }
language-level = { $language } ({ $level })
yes = ja
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
# Why a request is declined: the first words after the greeting.
declined-no-host = Dank voor uw aanvraag. We hebben zorgvuldig naar een gastheer gezocht, en het spijt ons: deze keer hebben we er geen gevonden die past.
declined-out-of-scope = Dank voor uw bericht. We hebben uw aanvraag zorgvuldig gelezen. Ze valt buiten wat dit netwerk doet, en het spijt ons dat we u daarbij niet kunnen helpen.
declined-duplicate = Dank voor uw bericht. We hebben dezelfde aanvraag al van u, dus hebben we deze gesloten. U hoeft niets te doen: we gaan met de andere verder.
declined-no-answer = Dank voor uw aanvraag. We hebben u er een vraag over gesteld en geen antwoord gekregen, dus hebben we ze voorlopig gesloten. Hebt u nog belangstelling, beantwoord dan gewoon dit bericht.
declined-withdrawn = Dank dat u ons hebt laten weten dat u dit niet meer nodig hebt. We hebben uw aanvraag gesloten, zoals u vroeg.
declined-other = Dank voor uw aanvraag. We hebben er zorgvuldig naar gekeken, en het spijt ons: deze keer kunnen we u niet verder helpen.
# What both sides have to agree on. The other words of reasons are the desk’s.
list-separator = ,{ " " }
reason-negotiate-group = grootte van de groep: { $persons }; de gastheer ontvangt groepen van { $least } tot { $most }
reason-negotiate-duration = dagen ter plaatse: gevraagd { $days }, aangeboden { $least } tot { $most }
reason-negotiate-stay = dagen ter plaatse: gevraagd { $days }, mogelijk in de data van beide { $possible }
reason-negotiate-dates = data: de groep kan { $asked_from } – { $asked_until }; de gastheer ontvangt { $from } – { $until }
reason-negotiate-dates-none = data: de gastheer noemt er geen die lang genoeg zijn (gevraagde dagen: { $days })
reason-negotiate-language = taal: de groep heeft { $language } { $own }; de gastheer vraagt { $level }
reason-negotiate-language-none = taal: de groep spreekt geen werktaal van de gastheer
reason-negotiate-activity = activiteit: de groep vraagt { $asked }; de gastheer biedt { $activities }
reason-negotiate-activity-none = activiteit: de gastheer noemt er geen
reason-negotiate-audience = wie kan komen: de gastheer ontvangt { $received }; te vragen of ook { $audiences }
reason-negotiate-audience-unsaid = wie kan komen: de gastheer zegt het niet; te vragen voor { $audiences }
reason-negotiate-minors = jonger dan 18: de gastheer zegt niet of zij welkom zijn
