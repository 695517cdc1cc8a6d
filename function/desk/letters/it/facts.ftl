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
