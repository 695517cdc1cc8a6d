# Facts of a letter, in English.
date = { $day } { $month } { $year }
from-to = { $from } to { $to }
language-level = { $language } ({ $level })
yes = yes
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
# Why a request is declined: the first words after the greeting.
declined-no-host = Thank you for your request. We have looked for a host with care, and are sorry that we have found none that suits it this time.
declined-out-of-scope = Thank you for writing to us. We have read your request with care. It is outside what this network does, and we are sorry that we can’t help you with it.
declined-duplicate = Thank you for writing to us. We already have the same request from you, so we have closed this one. You need not do anything: we go on with the other.
declined-no-answer = Thank you for your request. We asked you a question about it and have not heard from you, so we have closed it for now. If you are still interested, just answer this message.
declined-withdrawn = Thank you for telling us that you no longer need this. We have closed your request, as you asked.
declined-other = Thank you for your request. We have looked into it with care, and are sorry that we can’t help you further this time.
