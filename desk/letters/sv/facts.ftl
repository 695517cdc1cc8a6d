# Facts of a letter, in Swedish.
date = { $day } { $month } { $year }
from-to = { $from } till och med { $to }
language-level = { $language } ({ $level })
yes = ja
month-1 = januari
month-2 = februari
month-3 = mars
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = augusti
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
# Why a request is declined: the first words after the greeting.
declined-no-host = Tack för er förfrågan. Vi har noga sökt efter en värd och är ledsna: den här gången har vi inte hittat någon som passar.
declined-out-of-scope = Tack för att ni skrev till oss. Vi har läst er förfrågan noga. Den ligger utanför det som det här nätverket gör, och vi är ledsna att vi inte kan hjälpa er.
declined-duplicate = Tack för att ni skrev till oss. Vi har redan samma förfrågan från er och har därför stängt den här. Ni behöver inte göra något: vi fortsätter med den andra.
declined-no-answer = Tack för er förfrågan. Vi ställde en fråga till er om den och har inte fått något svar, så vi har stängt den tills vidare. Om ni fortfarande är intresserade räcker det att svara på det här meddelandet.
declined-withdrawn = Tack för att ni meddelade att ni inte längre behöver detta. Vi har stängt er förfrågan, som ni bad om.
declined-other = Tack för er förfrågan. Vi har gått igenom den noga och är ledsna: den här gången kan vi inte hjälpa er vidare.
# What both sides have to agree on. The other words of reasons are the desk’s.
list-separator = ,{ " " }
reason-negotiate-group = gruppens storlek: { $persons }; värden tar emot grupper från { $least } till { $most }
reason-negotiate-duration = dagar på plats: önskade { $days }, erbjudna { $least } till { $most }
reason-negotiate-stay = dagar på plats: önskade { $days }, möjliga inom bådas datum { $possible }
reason-negotiate-dates = datum: gruppen kan komma { $asked_from } – { $asked_until }; värden tar emot { $from } – { $until }
reason-negotiate-dates-none = datum: värden anger inga som är långa nog (önskade dagar: { $days })
reason-negotiate-language = språk: gruppen har { $language } { $own }; värden begär { $level }
reason-negotiate-language-none = språk: gruppen talar inget av värdens arbetsspråk
reason-negotiate-activity = aktivitet: gruppen önskar { $asked }; värden erbjuder { $activities }
reason-negotiate-activity-none = aktivitet: värden anger ingen
reason-negotiate-audience = vilka som kan komma: värden tar emot { $received }; fråga om även { $audiences }
reason-negotiate-audience-unsaid = vilka som kan komma: värden säger det inte; fråga om { $audiences }
reason-negotiate-minors = under 18 år: värden säger inte om de är välkomna
