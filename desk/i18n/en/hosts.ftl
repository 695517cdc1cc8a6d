# How hosts answer
hosts-title = Hosts
hosts-text = How hosts answered introductions in the last year and a half. Hosts that do not answer come first: since their last answer they were asked twice or more, and each time let the days pass that a host has to answer.
hosts-own = { $count ->
    [one] This year one request found a host that answered. It was introduced to the host within { $days }.
   *[other] This year { $count } requests found a host that answered. Half of them were introduced to the host within { $days }.
}
hosts-days = { $count ->
    [0] a day
    [one] one day
   *[other] { $count } days
}
hosts-silent-count = { $count ->
    [one] One host does not answer.
   *[other] { $count } hosts do not answer.
} Call them, or ask whether the offer is still valid.
hosts-requests = { $count ->
    [one] One introduction
   *[other] { $count } introductions
}
hosts-request-answered = it answered
hosts-request-waiting = waiting for its answer
hosts-request-closed = closed without its answer
hosts-list = List of hosts
hosts-caption = { $count ->
    [one] One offer
   *[other] { $count } offers
}
hosts-offer = Offer
hosts-asked = Asked
hosts-answered = Answered
hosts-half-within = Half of the answers within
hosts-waiting = Waiting now
hosts-last = Last asked
hosts-gone = no longer in the catalogue
hosts-none = No request has been introduced to a host yet.
