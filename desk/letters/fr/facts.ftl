# Facts of a letter, in French.
date = { $day ->
   *[other] { $day } { $month } { $year }
    [1] 1er { $month } { $year }
}
from-to = du { $from } au { $to }
language-level = { $language } ({ $level })
yes = oui
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
# Why a request is declined: the first words after the greeting.
declined-no-host = Merci de votre demande. Nous avons cherché un hôte avec soin et nous regrettons de n’en avoir trouvé aucun qui convienne cette fois.
declined-out-of-scope = Merci de nous avoir écrit. Nous avons lu votre demande avec attention. Elle sort de ce que fait ce réseau, et nous regrettons de ne pas pouvoir vous aider.
declined-duplicate = Merci de nous avoir écrit. Nous avons déjà la même demande de votre part, et avons donc clos celle-ci. Vous n’avez rien à faire : nous poursuivons avec l’autre.
declined-no-answer = Merci de votre demande. Nous vous avons posé une question et n’avons pas reçu de réponse ; nous l’avons donc close pour l’instant. Si elle vous intéresse toujours, il suffit de répondre à ce message.
declined-withdrawn = Merci de nous avoir fait savoir que vous n’en avez plus besoin. Nous avons clos votre demande, comme vous le souhaitiez.
declined-other = Merci de votre demande. Nous l’avons étudiée avec soin et nous regrettons de ne pas pouvoir y donner suite cette fois.
# What both sides have to agree on. The other words of reasons are the desk’s.
list-separator = ,{ " " }
reason-negotiate-group = personnes du groupe : { $persons } ; l’hôte reçoit des groupes de { $least } à { $most }
reason-negotiate-duration = jours sur place : demandés { $days }, proposés de { $least } à { $most }
reason-negotiate-stay = jours sur place : demandés { $days }, possibles aux dates des deux { $possible }
reason-negotiate-dates = dates : le groupe peut venir { $asked_from } – { $asked_until } ; l’hôte reçoit { $from } – { $until }
reason-negotiate-dates-none = dates : l’hôte n’en indique aucune assez longue (jours demandés : { $days })
reason-negotiate-language = langue : le groupe a { $language } { $own } ; l’hôte demande { $level }
reason-negotiate-language-none = langue : le groupe ne parle aucune des langues de travail de l’hôte
reason-negotiate-activity = activité : le groupe demande { $asked } ; l’hôte propose { $activities }
reason-negotiate-activity-none = activité : l’hôte n’en indique aucune
reason-negotiate-audience = qui peut venir : l’hôte reçoit { $received } ; à demander pour { $audiences }
reason-negotiate-audience-unsaid = qui peut venir : l’hôte ne le dit pas ; à demander pour { $audiences }
reason-negotiate-minors = moins de 18 ans : l’hôte ne dit pas s’il en reçoit
