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
rule-activity = Another activity
rule-audience = For other people
rule-group = Size of the group
rule-duration = Length of the visit
rule-period = Other dates
rule-language = Language
rule-minors = Does not accept people under 18
rule-minors-unsaid = Does not say whether it accepts people under 18
rule-country = In the group’s own country

reason-asked-for = the group asked for this very offer
reason-asked-for-another = the group asked for another offer
reason-sectors-shared = the field asked for: { $sectors }
reason-sectors-near = related to the field asked for: { $sectors }
reason-sectors-other = another field: { $sectors }
reason-sectors-none = no field is named
reason-sectors-mentioned = a field that the goal seems to mention: { $sectors }
reason-sectors-mentioned-near = related to a field that the goal seems to mention: { $sectors }
reason-sectors-mentioned-other = none of the fields that the goal seems to mention
reason-themes-shared = the theme asked for: { $themes }
reason-themes-near = related to a theme asked for: { $themes }
reason-themes-other = none of the themes asked for
reason-themes-mentioned = a theme that the goal seems to mention: { $themes }
reason-themes-mentioned-near = related to a theme that the goal seems to mention: { $themes }
reason-themes-mentioned-other = none of the themes that the goal seems to mention
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
    [one] one day
   *[other] { $days } days
} will do: the host offers visits of { $least } to { $most ->
    [one] one day
   *[other] { $most } days
}
reason-stay-too-short = { $days ->
    [one] one day
   *[other] { $days } days
}; the host offers visits of { $least } to { $most ->
    [one] one day
   *[other] { $most } days
}
reason-stay-too-long = { $days ->
    [one] one day
   *[other] { $days } days
}; the host offers visits of { $least } to { $most ->
    [one] one day
   *[other] { $most } days
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

# What both sides have to agree on: first what the group asks for, then what the host offers.
reason-negotiate-group = { $persons ->
    [one] the group is one person
   *[other] the group is { $persons } people
}; the host accepts groups of { $least } to { $most }
reason-negotiate-duration = the group asks for { $days ->
    [one] one day
   *[other] { $days } days
}; the host offers visits of { $least } to { $most ->
    [one] one day
   *[other] { $most } days
}
reason-negotiate-stay = the group asks for { $days ->
    [one] one day
   *[other] { $days } days
}; the dates of both leave room for { $possible ->
    [one] one day
   *[other] { $possible } days
}
reason-negotiate-dates = the group can come between { $asked_from } and { $asked_until }; the host receives visitors between { $from } and { $until }
reason-negotiate-dates-none = { $days ->
    [one] the host names no date on which one day is possible
   *[other] the host names no dates on which { $days } days in a row are possible
}
reason-negotiate-language = the group speaks { $language } at { $own }; the host asks for { $level }
reason-negotiate-language-none = the group speaks no language that the host works in
reason-negotiate-activity = the group asks for { $asked }; the host offers { $activities }
reason-negotiate-activity-none = the host names no activity
reason-negotiate-audience = the host accepts { $received }; ask whether it also accepts { $audiences }
reason-negotiate-audience-unsaid = the host does not say who it accepts; ask about { $audiences }
reason-negotiate-minors = the host does not say whether it accepts people under 18; ask it
reason-negotiate-nothing = nothing
