# Facts of a letter, in Catalan.
date = { $month ->
   *[gener] { $day } de { $month } de { $year }
    [abril] { $day } d’{ $month } de { $year }
    [agost] { $day } d’{ $month } de { $year }
    [octubre] { $day } d’{ $month } de { $year }
}
from-to = { $from-day ->
    [1] de l’{ $from }
    [11] de l’{ $from }
   *[other] del { $from }
} { $to-day ->
    [1] a l’{ $to }
    [11] a l’{ $to }
   *[other] al { $to }
}
language-level = { $language } ({ $level })
yes = sí
month-1 = gener
month-2 = febrer
month-3 = març
month-4 = abril
month-5 = maig
month-6 = juny
month-7 = juliol
month-8 = agost
month-9 = setembre
month-10 = octubre
month-11 = novembre
month-12 = desembre
# Why a request is declined: the first words after the greeting.
declined-no-host = Gràcies per la vostra sol·licitud. Hem buscat un amfitrió amb atenció i ens sap greu: aquesta vegada no n’hem trobat cap que hi encaixi.
declined-out-of-scope = Gràcies per escriure’ns. Hem llegit la vostra sol·licitud amb atenció. Queda fora del que fa aquesta xarxa, i ens sap greu no poder-vos ajudar.
declined-duplicate = Gràcies per escriure’ns. Ja teníem la mateixa sol·licitud vostra, i per això hem tancat aquesta. No cal que feu res: continuem amb l’altra.
declined-no-answer = Gràcies per la vostra sol·licitud. Us vam fer una pregunta i no n’hem rebut resposta, de manera que de moment l’hem tancada. Si encara us interessa, només cal que respongueu aquest missatge.
declined-withdrawn = Gràcies per fer-nos saber que ja no ho necessiteu. Hem tancat la vostra sol·licitud, tal com ens vau demanar.
declined-other = Gràcies per la vostra sol·licitud. L’hem estudiada amb atenció i ens sap greu: aquesta vegada no us podem ajudar.
# What both sides have to agree on. The other words of reasons are the desk’s.
list-separator = ,{ " " }
reason-negotiate-group = persones del grup: { $persons }; l’amfitrió rep grups de { $least } a { $most }
reason-negotiate-duration = dies d’estada: demanats { $days }, oferts de { $least } a { $most }
reason-negotiate-stay = dies d’estada: demanats { $days }, possibles dins les dates de tots dos { $possible }
reason-negotiate-dates = dates: el grup pot venir { $asked_from } – { $asked_until }; l’amfitrió rep visites { $from } – { $until }
reason-negotiate-dates-none = dates: l’amfitrió no n’indica cap de prou llarga (dies demanats: { $days })
reason-negotiate-language = llengua: el grup té { $language } { $own }; l’amfitrió demana { $level }
reason-negotiate-language-none = llengua: el grup no parla cap de les llengües de treball de l’amfitrió
reason-negotiate-activity = activitat: el grup demana { $asked }; l’amfitrió ofereix { $activities }
reason-negotiate-activity-none = activitat: l’amfitrió no n’indica cap
reason-negotiate-audience = qui pot venir: l’amfitrió rep { $received }; cal demanar si també { $audiences }
reason-negotiate-audience-unsaid = qui pot venir: l’amfitrió no ho diu; cal demanar-ho per a { $audiences }
reason-negotiate-minors = menors de 18 anys: l’amfitrió no diu si en rep
