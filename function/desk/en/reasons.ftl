# Why a host is suggested: the words of the reasons that matching gives, for the desk and for the command line.
# { $sectors }, { $themes } and the like are labels of the vocabularies, already joined. { $met } are measures and barriers that
# the host names, { $missing } those that it does not.

list-separator = ,{ " " }
quoted-word = “{ $word }”

part-asked_for = Asked for
part-sectors = Fields
part-themes = Themes
part-text = Words of the goal
part-place = Country
part-support = Support
part-fit = Days and people
part-language = Language
part-confirmed = Confirmed
part-load = How often asked

rule-open = The offer has ended
rule-activity = Another kind of exchange
rule-audience = For other people
rule-group = Size of the group
rule-period = Other dates
rule-language = Language
rule-minors = Does not accept people under 18, or does not say so
rule-country = In the group’s own country

reason-asked-for = the group asked for this very offer
reason-asked-for-another = the group asked for another offer
reason-sectors-shared = the field asked for: { $sectors }
reason-sectors-near = a related field: { $sectors }
reason-sectors-other = another field: { $sectors }
reason-sectors-none = no field is named
reason-themes-shared = in common: { $themes }
reason-themes-near = related: { $themes }
reason-themes-other = no theme in common
reason-words-shared = words from the goal are in the offer: { $words }
reason-words-everyday = only everyday words from the goal are in the offer
reason-words-none = no word from the goal is in the offer
reason-country-wished = in a preferred country: { $country }
reason-country-unknown = in an unknown country
reason-country-other = not in a preferred country: { $country }
reason-support-all = all the support that is needed
reason-support-some = some of the support that is needed: { $met }; to be asked: { $missing }
reason-support-none-of = to be asked: { $missing }
reason-support-offered = support is offered: { $met }
reason-support-none = no support is named
reason-stay-fits = { $days ->
    [one] one day suits
   *[other] { $days } days suit
} a stay of { $least } to { $most }
reason-stay-too-short = { $days ->
    [one] one day, where at least { $least } are usual
   *[other] { $days } days, where at least { $least } are usual
}
reason-stay-too-long = { $days ->
    [one] one day, where at most { $most } are usual
   *[other] { $days } days, where at most { $most } are usual
}
reason-language-above = more { $language } than the { $level } that is needed
reason-language-enough = { $language } at the { $level } that is needed
reason-language-below = less { $language } than the { $level } that is needed
reason-language-none = no working language in common
reason-confirmed = confirmed on { $day }
reason-never-asked = not asked recently
reason-asked-before = { $times ->
    [0] not asked recently, last on { $day }
    [one] asked once recently, on { $day }
   *[other] asked { $times } times recently, last on { $day }
}

reason-negotiate-group = a group of { $persons }, where the host receives { $least } to { $most }
reason-negotiate-stay = a stay of { $possible ->
    [one] one day
   *[other] { $possible } days
} instead of { $days }, which the dates allow
reason-negotiate-dates = the host receives from { $from } to { $until }
reason-negotiate-dates-none = { $days ->
    [one] the host names no dates on which a day is possible
   *[other] the host names no dates with { $days } days in one piece
}
reason-negotiate-language = one level more of { $language }, or help with it: the host asks { $level }
reason-negotiate-language-none = there is no working language in common
reason-negotiate-activity = the host offers { $activities }
reason-negotiate-activity-none = the host names no kind of exchange
reason-negotiate-audience = whether these are accepted too: { $audiences }
reason-negotiate-minors = whether people under 18 are accepted
reason-negotiate-nothing = nothing
