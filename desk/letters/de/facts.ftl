# Facts of a letter, in German.
date = { $day }. { $month } { $year }
from-to = { $from } bis { $to }
language-level = { $language } ({ $level })
yes = ja
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
# Why a request is declined: the first words after the greeting.
declined-no-host = vielen Dank für Ihre Anfrage. Wir haben sorgfältig nach einem Gastgeber gesucht und bedauern, dass wir diesmal keinen passenden gefunden haben.
declined-out-of-scope = vielen Dank, dass Sie uns geschrieben haben. Wir haben Ihre Anfrage aufmerksam gelesen. Sie geht über das hinaus, was dieses Netzwerk tut, und wir bedauern, Ihnen dabei nicht helfen zu können.
declined-duplicate = vielen Dank, dass Sie uns geschrieben haben. Dieselbe Anfrage liegt uns von Ihnen schon vor, deshalb haben wir diese geschlossen. Sie müssen nichts tun: Wir arbeiten mit der anderen weiter.
declined-no-answer = vielen Dank für Ihre Anfrage. Wir haben Ihnen dazu eine Frage gestellt und keine Antwort erhalten, deshalb haben wir sie vorerst geschlossen. Wenn Sie noch interessiert sind, antworten Sie einfach auf diese Nachricht.
declined-withdrawn = vielen Dank, dass Sie uns Bescheid gegeben haben. Wir haben Ihre Anfrage wie gewünscht geschlossen.
declined-other = vielen Dank für Ihre Anfrage. Wir haben sie sorgfältig geprüft und bedauern, Ihnen diesmal nicht weiterhelfen zu können.
# What both sides have to agree on. The other words of reasons are the desk’s.
list-separator = ,{ " " }
reason-negotiate-group = Größe der Gruppe: { $persons }; der Gastgeber empfängt Gruppen von { $least } bis { $most }
reason-negotiate-duration = Tage vor Ort: gewünscht { $days }, angeboten { $least } bis { $most }
reason-negotiate-stay = Tage vor Ort: gewünscht { $days }, in den Terminen beider Seiten möglich { $possible }
reason-negotiate-dates = Termine: die Gruppe kann { $asked_from } – { $asked_until }; der Gastgeber empfängt { $from } – { $until }
reason-negotiate-dates-none = Termine: der Gastgeber nennt keinen, der lang genug ist (gewünschte Tage: { $days })
reason-negotiate-language = Sprache: die Gruppe hat { $language } { $own }; der Gastgeber wünscht { $level }
reason-negotiate-language-none = Sprache: die Gruppe spricht keine Arbeitssprache des Gastgebers
reason-negotiate-activity = Aktivität: die Gruppe wünscht { $asked }; der Gastgeber bietet { $activities }
reason-negotiate-activity-none = Aktivität: der Gastgeber nennt keine
reason-negotiate-audience = wer kommen kann: der Gastgeber empfängt { $received }; zu klären, ob auch { $audiences }
reason-negotiate-audience-unsaid = wer kommen kann: der Gastgeber sagt es nicht; zu klären für { $audiences }
reason-negotiate-minors = Personen unter 18: der Gastgeber sagt nicht, ob er sie empfängt
