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
