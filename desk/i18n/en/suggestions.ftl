# Hosts for a wish
hosts = Hosts
hosts-fitting = { $count ->
    [0] No host meets every rule
    [one] One host meets every rule
   *[other] { $count } hosts meet every rule
}
hosts-fitting-best = { $count ->
    [one] One host meets every rule
   *[other] { $count } hosts meet every rule. { $shown ->
        [one] This is the best
       *[other] These are the best { $shown }
    }
}
hosts-others-fold = Other hosts that meet every rule
hosts-period-asked = Asked for: { $period }
hosts-legend-asked = asked for
hosts-legend-open = the host receives
hosts-legend-common = both
asked-period = { $days ->
    [one] one day
   *[other] { $days } days
} between { $from } and { $until }
suggestions-unknown = The catalogue cannot be searched at the moment, so no host is suggested. The log says why.

score-very-close = Very close
score-close = Close
score-partly = Partly
score-little = Little in common
score-of = { $number } of 100
for-it = For:
against-it = Against:
all-reasons = All reasons
host-windows = Receives
host-windows-none = No longer receives visitors
introduce = Introduce
introduce-again = Introduce again
compare-choose = Compare
compare-button = Compare the selected hosts
compare-hint = Up to three. If you select none, the best three are compared.
# Also on the page of hosts.
silence = { $count ->
    [one] Gave no answer when asked on { $day }
   *[other] Does not answer: asked { $count } times in a row without an answer, last on { $day }
}

named = The offer they asked about
named-fits = It meets every rule.
named-breaks = It does not meet all rules:
named-asked = The host was already asked for this request. { $outcome }
named-gone = It is no longer in the catalogue.
rule-broken = { $rule }: { $subject }

# Hosts that this request was introduced to before
apart = Already asked for this request
apart-text = { $count ->
    [one] This host is not suggested again, but you can still introduce it.
   *[other] These hosts are not suggested again, but you can still introduce them.
}
apart-host-declined = Asked on { $asked }; the host said no on { $day }.
apart-host-silent = Asked on { $asked }, and did not answer; closed on { $day }.
apart-group-declined = Asked on { $asked }; withdrawn on { $day }, because the group wanted another host.
apart-other = Asked on { $asked }; withdrawn on { $day } for another reason.
apart-same-host = Another offer of this host, { $offer }: { $outcome }

near-misses = Near misses
near-misses-text = Each breaks one rule, which you can talk about with both sides.
to-negotiate = To negotiate:
others = { $count ->
    [one] Why not the other one
   *[other] Why not the other { $count }
}
others-all = { $count ->
    [0] There is no open offer.
    [one] The one open offer breaks a rule.
   *[other] All { $count } open offers break a rule. What keeps most of them out:
}
others-rule = Rule
others-count = Offers that break it
others-alone = { $count ->
    [one] one would fit without it
   *[other] { $count } would fit without it
}

# Compared
compare-title = Compare hosts
compare-of = Hosts for { $organisation }
compare-back = Back to the request
compare-year = The year
compare-asked = Asked for
compare-why = Why
compare-facts = Facts
compare-what = What
compare-group = The group
compare-score = Score
compare-rules = Rules
compare-rules-kept = meets every rule
compare-accommodation = Where visitors will sleep
compare-accessibility = Accessibility
compare-travel = Travel without flying
compare-confirmed = Confirmed
compare-ends = Last day
compare-load = Asked recently
compare-best = These are the best. To choose others, go to the request’s page.
compare-most = You can compare up to { $most }. You also selected:
compare-unknown = There is no offer “{ $offer }”.
compare-none = There are no hosts to compare.

# Groups for an offer
groups = Groups that are waiting
groups-fitting = { $count ->
    [0] No group without a host fits
    [one] One group without a host fits
   *[other] { $count } groups without a host fit
}
groups-text = From the newest requests. You can introduce them once the offer is in the catalogue.
group-persons = { $count ->
    [one] one person
   *[other] { $count } people
}
doubles = Already in the catalogue?
double-ended = ended
double-common = In common: { $likeness }
likeness-host = the host’s name
likeness-title = the title
likeness-town = the town
likeness-subject = the subject

# Asked before
seen = Already requested?
seen-duplicate = It may be a repeated request: { $signs }.
seen-open-sender = The same sender has a request that is still open ({ $status }).
seen-open-organisation = The same organisation has a request that is still open ({ $status }).
seen-declined-sender = The same sender was declined on { $day }.
seen-declined-organisation = The same organisation was declined on { $day }.
seen-others = Their other requests
sign-sender = the same sender
sign-organisation = the same organisation
sign-activity = the same kind of exchange
sign-period = periods that overlap
sign-words = nearly the same text
sign-subject = a common subject
