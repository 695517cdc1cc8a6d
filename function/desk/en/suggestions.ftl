# Hosts for a wish
hosts = Hosts
hosts-fitting = { $count ->
    [0] No host keeps every rule
    [one] One host keeps every rule
   *[other] { $count } hosts keep every rule
}
hosts-fitting-best = { $count ->
    [one] One host keeps every rule
   *[other] { $count } hosts keep every rule; here are the best { $shown }
}
hosts-others-fold = Hosts that would fit too
hosts-period-asked = Asked for: { $period }
hosts-legend-asked = asked for
hosts-legend-open = the host receives
hosts-legend-common = both
asked-period = { $days ->
    [one] one day
   *[other] { $days } days
} between { $from } and { $until }
suggestions-unknown = The catalogue can’t be looked through just now, so no host is suggested. The log says why.

score-very-close = Very close
score-close = Close
score-partly = In part
score-little = Little in common
score-of = { $number } of 100
for-it = Speaks for it:
against-it = Speaks against it:
all-reasons = All reasons
host-windows = Receives
host-windows-none = Receives nobody any more
introduce = Introduce
introduce-again = Introduce again
compare-choose = Compare
compare-button = Compare the chosen
compare-hint = Up to three; without a choice, the best three.
# Also on the page of hosts.
silence = { $count ->
    [one] Gave no answer when asked on { $day }
   *[other] Does not answer: asked { $count } times in a row without an answer, last on { $day }
}

named = The offer they ask about
named-fits = It keeps every rule.
named-breaks = It does not fit as it stands:
named-asked = It was asked for this request already. { $outcome }
named-gone = It is no longer in the catalogue.
rule-broken = { $rule }: { $subject }

# Hosts that this request was introduced to before
apart = Asked for this request before
apart-text = { $count ->
    [one] This host is not suggested again. It can be introduced all the same.
   *[other] These hosts are not suggested again. They can be introduced all the same.
}
apart-host-declined = Asked on { $asked }; the host said no on { $day }.
apart-host-silent = Asked on { $asked }, and never answered; given up on { $day }.
apart-group-declined = Asked on { $asked }; withdrawn on { $day }, because the group wanted another host.
apart-other = Asked on { $asked }; withdrawn on { $day } for another reason.
apart-same-host = Another offer of this host, { $offer }: { $outcome }

near-misses = Near misses
near-misses-text = Each breaks one rule, and one that people can talk about.
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
compare-title = Side by side
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
compare-rules-kept = keeps every rule
compare-accommodation = Where visitors sleep
compare-accessibility = Accessibility
compare-travel = Travel without flying
compare-confirmed = Confirmed
compare-ends = Last day
compare-load = Asked of late
compare-best = These are the best. Choose others on the request’s page.
compare-most = Only { $most } have room side by side. These were chosen too:
compare-unknown = There is no offer “{ $offer }”.
compare-none = There is no host to compare.

# Groups for an offer
groups = Groups that wait
groups-fitting = { $count ->
    [0] Of the groups without a host, none fits as it stands
    [one] One group without a host fits
   *[other] { $count } groups without a host fit
}
groups-text = Among the newest requests. They can be introduced once the offer is in the catalogue.
group-persons = { $count ->
    [one] one person
   *[other] { $count } persons
}
doubles = In the catalogue already?
double-ended = ended
double-common = In common: { $likeness }
likeness-host = the host’s name
likeness-title = the title
likeness-town = the town
likeness-subject = the subject

# Asked before
seen = Asked before?
seen-duplicate = It may be the same once more: { $signs }.
seen-open-sender = The same sender has a request that is still open ({ $status }).
seen-open-organisation = The same organisation has a request that is still open ({ $status }).
seen-declined-sender = The same sender was declined on { $day }.
seen-declined-organisation = The same organisation was declined on { $day }.
seen-others = Their other requests
sign-sender = the same sender
sign-organisation = the same organisation
sign-activity = the same form of mobility
sign-period = periods that overlap
sign-words = nearly the same words
sign-subject = a common subject
