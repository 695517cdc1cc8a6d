# Facts of a letter, in Italian.
date = { $day ->
   *[other] { $day } { $month } { $year }
    [1] 1º { $month } { $year }
}
from-to = { $from-day ->
    [8] dall’{ $from }
    [11] dall’{ $from }
   *[other] dal { $from }
} { $to-day ->
    [8] all’{ $to }
    [11] all’{ $to }
   *[other] al { $to }
}
language-level = { $language } ({ $level })
yes = sì
month-1 = gennaio
month-2 = febbraio
month-3 = marzo
month-4 = aprile
month-5 = maggio
month-6 = giugno
month-7 = luglio
month-8 = agosto
month-9 = settembre
month-10 = ottobre
month-11 = novembre
month-12 = dicembre
# Why a request is declined: the first words after the greeting.
declined-no-host = grazie della vostra richiesta. Abbiamo cercato con cura chi potesse ospitarvi e ci dispiace: questa volta non abbiamo trovato nessuno di adatto.
declined-out-of-scope = grazie di averci scritto. Abbiamo letto con cura la vostra richiesta. Va oltre ciò che fa questa rete, e ci dispiace di non potervi aiutare.
declined-duplicate = grazie di averci scritto. Abbiamo già la stessa richiesta da voi, perciò abbiamo chiuso questa. Non dovete fare nulla: proseguiamo con l’altra.
declined-no-answer = grazie della vostra richiesta. Vi abbiamo fatto una domanda e non abbiamo ricevuto risposta, perciò per ora l’abbiamo chiusa. Se siete ancora interessati, basta rispondere a questo messaggio.
declined-withdrawn = grazie di averci fatto sapere che non ne avete più bisogno. Abbiamo chiuso la vostra richiesta, come ci avete chiesto.
declined-other = grazie della vostra richiesta. L’abbiamo esaminata con cura e ci dispiace: questa volta non possiamo aiutarvi.
# What both sides have to agree on. The other words of reasons are the desk’s.
list-separator = ,{ " " }
reason-negotiate-group = persone del gruppo: { $persons }; chi ospita accoglie gruppi da { $least } a { $most }
reason-negotiate-duration = giorni sul posto: chiesti { $days }, offerti da { $least } a { $most }
reason-negotiate-stay = giorni sul posto: chiesti { $days }, possibili nelle date di entrambi { $possible }
reason-negotiate-dates = date: il gruppo può venire { $asked_from } – { $asked_until }; chi ospita accoglie { $from } – { $until }
reason-negotiate-dates-none = date: chi ospita non ne indica di abbastanza lunghe (giorni chiesti: { $days })
reason-negotiate-language = lingua: il gruppo ha { $language } { $own }; chi ospita chiede { $level }
reason-negotiate-language-none = lingua: il gruppo non parla nessuna delle lingue di lavoro di chi ospita
reason-negotiate-activity = attività: il gruppo chiede { $asked }; chi ospita offre { $activities }
reason-negotiate-activity-none = attività: chi ospita non ne indica
reason-negotiate-audience = chi può venire: chi ospita accoglie { $received }; da chiedere se anche { $audiences }
reason-negotiate-audience-unsaid = chi può venire: chi ospita non lo dice; da chiedere per { $audiences }
reason-negotiate-minors = minori di 18 anni: chi ospita non dice se li accoglie
