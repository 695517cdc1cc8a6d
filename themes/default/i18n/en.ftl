### The words of the site in English. Every text that a page shows and that is no content stands here.

## Everywhere
skip-to-content = Skip to content
demo-mark = Demonstration
demo-counted-all = Demonstrations
demo-counted-some = Demonstrations included
# Language and country as Open Graph has them, for those who show links.
social-locale = en_GB
demo-page = This page shows demonstration offers: invented hosts that show how the site works. None is a real institution.
demo-offer = This is a demonstration offer: the host is invented and cannot be visited. It shows what an offer can say.
demo-title = Demonstration: { $title }
demo-event = This is a demonstration event: it will not take place.
menu = Menu
main-navigation = Main
footer-navigation = About this site
languages-navigation = Languages
breadcrumb = You are here
home = Home
list-of-pages = Pages of this list
page-previous = Previous page
page-next = Next page
page-number = Page { $number } of { $of }

nav-offers = Offers
nav-stories = Stories
nav-how-it-works = How it works
nav-partnership = Partnership
nav-events = Events
nav-monitoring = Figures
nav-find-a-host = Find a host
nav-map = Map
nav-offer-to-host = Offer to host
nav-join = Join
nav-search = Search
# Where the site has no index of words.
nav-browse = Browse
nav-promoters = Promoters
nav-fewer-opportunities = Fewer opportunities
nav-privacy = Privacy
nav-accessibility = Accessibility
nav-open-data = Open data
nav-feed = News feed

footer-find = Find
footer-take-part = Take part
footer-about = About
footer-who = { $organisation } runs this site. A person answers every request within { $days ->
    [one] one working day
   *[other] { $days } working days
  }.
footer-licence = Texts and data: CC BY 4.0. No cookies, no tracking, and nothing loaded from other websites.

## Dates
date = { $day } { $month } { $year }
month-of-year = { $month } { $year }
days-of-month = { $from }–{ $until } { $month } { $year }
days-of-year = { $from } { $from_month } – { $until } { $until_month } { $year }
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
month-letter-1 = J
month-letter-2 = F
month-letter-3 = M
month-letter-4 = A
month-letter-5 = M
month-letter-6 = J
month-letter-7 = J
month-letter-8 = A
month-letter-9 = S
month-letter-10 = O
month-letter-11 = N
month-letter-12 = D

## Families of activities
family-visits-long = Visits: see how others work
family-placements-long = Placements: learners abroad
family-teaching-long = Teaching and training
family-events-long = Competitions

## Home
home-description = Find a host in another European region for job shadowing, a study visit or a placement, or offer to host. The network’s secretariat makes each match by hand, free of charge.
home-network-text = { $exchanges ->
    [0] No exchange
    [one] One exchange
   *[other] { $exchanges } exchanges
  } described here, and { $regions ->
    [0] no region
    [one] one region
   *[other] { $regions } regions
  } with an open offer.
home-steps-title = From a question to a story in four steps
home-step-ask = Ask
home-step-match = Match
home-step-visit = Visit
home-step-story = Story
home-numbers-title = The network today
home-numbers-offers = { $count ->
    [one] open offer
   *[other] open offers
  }
home-numbers-countries = { $count ->
    [one] country
   *[other] countries
  }
home-numbers-regions = { $count ->
    [one] region
   *[other] regions
  }
home-numbers-support = { $count ->
    [one] offer with support for people with fewer opportunities
   *[other] offers with support for people with fewer opportunities
  }
home-numbers-stories = { $count ->
    [one] exchange story
   *[other] exchange stories
  }
home-offers-all = { $count ->
    [one] See the one offer
   *[other] See all { $count } offers
  }
home-stories-title = Exchanges that took place
home-stories-all = All stories
home-events-title = Upcoming events
home-events-all = All events
stories-all = All stories
home-host-title = Could others learn from you?
home-host-text = A school, a training centre, a company, a town: if you do something well, offer to show it. You decide when and for how many people, and your contact details are never published.

## Offers
offers-title = Hosting offers
offers-lead = { $count ->
    [0] No offer is open at the moment.
    [one] One offer is open, in { $countries ->
        [one] one country
       *[other] { $countries } countries
      }.
   *[other] { $count } offers are open, in { $countries ->
        [one] one country
       *[other] { $countries } countries
      }.
  }
offers-description = Hosting offers from European regions: what visitors will see, who may come, when, for how long and in which language.
offers-empty = No offer is open here at the moment. Tell us what you are looking for: the secretariat also asks hosts that have no offer on this site.
offers-range = Offers { $first } to { $last } of { $total }
offers-browse = Browse by
facet-activity = Activity
facet-audience = Who can come
facet-country = Country
facet-region = Region
facet-sector = Sector
facet-theme = Theme
facet-title-activity = { $label }: offers
facet-title-audience = Offers for: { $label }
facet-title-country = Offers in { $label }
facet-title-region = Offers in { $label }
facet-title-sector = Offers in the sector { $label }
facet-title-theme = Offers about: { $label }
facet-lead = { $count ->
    [0] No offer is open here at the moment.
    [one] One offer is open.
   *[other] { $count } offers are open.
  }
facet-count = { $count ->
    [one] 1 offer
   *[other] { $count } offers
  }

card-span = { $from } to { $until }
card-no-month = No dates at the moment
card-languages = Languages
card-support = Support for people with fewer opportunities
card-confirmed-days = { $count ->
    [0] Confirmed today
    [one] Confirmed yesterday
   *[other] Confirmed { $count } days ago
  }
card-confirmed-weeks = { $count ->
    [one] Confirmed 1 week ago
   *[other] Confirmed { $count } weeks ago
  }
card-confirmed-months = { $count ->
    [one] Confirmed 1 month ago
   *[other] Confirmed { $count } months ago
  }

offer-ask = Ask about this offer
offer-ask-text = The secretariat answers within { $days ->
    [one] one working day
   *[other] { $days } working days
  } and introduces you to the host.
offer-ask-demo = This offer is a demonstration. If you ask about it, the secretariat looks for a real host.
offer-ended-all = See open offers
offer-who = Who can come
offer-when = When
offer-how-long = How long
offer-how-many = How many
offer-cost = What it costs
offer-see = What you will see
offer-learn = What you will learn
offer-support = For people with fewer opportunities
offer-support-none = The host names no particular support. Do ask: say what your group needs.
offer-support-barriers = Barriers the host has experience with
offer-practical = Practical information
offer-accessibility = Accessibility
offer-travel = How to get there
offer-travel-rail = Can be reached by train from abroad within a day.
offer-minors = People under 18
offer-minors-yes = Accepted.
offer-minors-no = Not accepted.
offer-reciprocity = Return visit
offer-reciprocity-yes = The host would like to visit you too.
offer-reciprocity-no = The host does not plan a return visit.
offer-host = The host
offer-host-website = The host’s website
offer-host-contact = There is no contact address here on purpose: the secretariat introduces you.
offer-valid-until = Open until { $date }
offer-sectors = Sector
offer-themes = Themes
map-title = Where you can go
map-description = The map of open hosting offers: one dot for each region of Europe, and the same as a list by country.
map-lead = { $offers ->
    [one] One offer is open
   *[other] { $offers } offers are open
} in { $regions ->
    [one] one region
   *[other] { $regions } regions
} of { $countries ->
    [one] one country
   *[other] { $countries } countries
}. Each dot is a region; follow it to the hosts there.
map-skip = Go to the list by country
map-label = Map of Europe: open offers by region
map-dot = { $region }, { $country }: { $offers ->
    [one] one offer
   *[other] { $offers } offers
}
map-key = The larger the dot, the more offers:
map-list = By country
map-list-note = The same offers as on the map, as a list.
map-beyond = Beyond the edges of the map: { $regions }
map-empty = No offer is open at the moment.
map-link = See them on the map
offer-similar = Similar offers
offer-similar-note = Open now, on the same subject, for some of the same people.
share-title = Share this page
share-mail = By e-mail
share-system = With an app
share-copy = Copy the link
share-copied = The link is copied.
share-not-copied = Your browser does not allow copying. The link is { $address }
share-print = Print
offer-map = Map: { $place }, { $region }, { $country }

## Stories
stories-title = Exchanges that took place
stories-lead = What hosts and visitors did, what both sides learned, and what came of it.
stories-description = Case studies of exchanges between European regions: the programme, what both sides learned, and what came of it.
stories-of-activity = { $label }: stories
stories-of-country = Stories from { $label }
stories-of-sector = Stories from the sector { $label }
stories-of-theme = Stories about: { $label }
stories-of-lead = { $count ->
    [one] One exchange that took place.
   *[other] { $count } exchanges that took place.
  }
stories-range = Stories { $first } to { $last } of { $total }
stories-empty = No story has been published yet.
story-days = { $count ->
    [one] 1 day
   *[other] { $count } days
  }
story-hosts = Hosted by
story-visitors = Visited by
story-when = When
story-themes = Themes
story-participants = Who took part
story-staff = { $count ->
    [one] 1 member of staff
   *[other] { $count } members of staff
  }
story-learners = { $count ->
    [one] 1 learner
   *[other] { $count } learners
  }
story-fewer-opportunities = { $count ->
    [one] { $count } person with fewer opportunities
   *[other] { $count } people with fewer opportunities
  }
story-background = How it came about
story-programme = Programme
story-lessons = What both sides learned
story-voices = Voices
story-follow-up = What came of it
story-offer = This exchange began with an offer
story-source = Source: { $source }
story-published = Published here on { $date }
story-good-practice = Good practice from all exchanges
story-related = Offers on the same themes
story-next = Would this help your institution?
story-next-text = Tell us what you want to learn. You do not need an account. The form takes about ten minutes, and a person answers.
image-credit = Photo: { $credit }

## Forms
form-required = required
form-choose = Please choose
form-label-in-group = { $group } – { $label }
form-count-left = { $count ->
    [one] { $count } character left
   *[other] { $count } characters left
  }
form-count-over = { $count ->
    [one] { $count } character too many
   *[other] { $count } characters too many
  } ({ $length } of { $max })
form-submit = Send
form-problems-title = Please correct these answers. Nothing was lost.
form-problems-page-title = Problem
form-legend-who = Who you are
form-legend-what = What you want to learn
form-legend-offer = What you offer
form-legend-when = When and how many
form-legend-need = What your group needs
form-legend-terms = Costs and conditions
form-legend-support = Support you can give
form-legend-consent = Before you send
form-more-languages = Further languages
form-more-windows = Further dates
form-honeypot = Leave this field empty
form-proof = While you type, your browser does a small calculation that keeps robots away. No other website is involved.
form-proof-waiting = One moment: your browser finishes its calculation, then the form is sent.
form-proof-failed = The calculation did not succeed; the form is sent all the same.
form-proof-without = This site asks browsers for a small calculation that keeps robots away. Yours cannot do it without JavaScript: what you send still reaches us, and a person checks it.
form-draft-restored = We filled in what you typed earlier in this browser.
form-draft-discard = Clear the form
form-draft-note = While you type, a draft is kept in this browser only. It is deleted as soon as you send the form.
form-draft-sent = This form was sent in another tab, so the draft was deleted. What you typed here yourself is still here.
form-published-note = Published with your offer, once you and the secretariat have agreed on its text.
form-find-a-host-who-note = Only the secretariat sees this, until you agree to be introduced to a host.
form-find-a-host-told-note = We may tell possible hosts this, but not who you are.
form-find-a-host-email-hint = Only the secretariat sees it, until you agree to be introduced.
form-find-a-host-need-note = The secretariat uses this to find a host that can meet your needs. When we ask a host whether it can receive you, we tell it what support you ask for, but not who you are.
form-find-a-host-consent = I agree that the secretariat stores what I wrote here and uses it to find a host for us, as the privacy notice says.
form-find-a-host-next-answer = Within { $days ->
    [one] one working day
   *[other] { $days } working days
  }
form-find-a-host-next-answer-text = A person answers to the address you gave, often with a question.
form-find-a-host-next-then = When there is a match
form-find-a-host-next-then-text = We ask you and the host whether you want to be introduced. If both say yes, you are told how to reach each other. Nobody gets your contact details before that.
form-find-a-host-next-else = If we find no host
form-find-a-host-next-else-text = We tell you, and suggest what you could change.
form-offer-to-host-who-note = Your organisation’s name, kind, country and town are published with your offer. Your own name, role and e-mail address never are.
form-offer-to-host-email-hint = Never published. Visitors get it only when you agree to be introduced to them.
form-offer-to-host-consent = I agree that the secretariat stores what I wrote here, publishes the offer with the name of our organisation once we have agreed on its text, and uses it to find visitors for us, as the privacy notice says.
form-offer-to-host-next-answer = Within { $days ->
    [one] one working day
   *[other] { $days } working days
  }
form-offer-to-host-next-answer-text = A person answers to the address you gave, often with a question about your offer.
form-offer-to-host-next-then = When you agree on the text
form-offer-to-host-next-then-text = Your offer appears on this site, with the name of your organisation but without your personal contact details.
form-offer-to-host-next-else = When somebody asks to visit
form-offer-to-host-next-else-text = We tell you what the group is looking for. You decide whether we introduce you.
form-join-who-note = Only the secretariat sees this. If you allow it below, the name of your organisation is shown among the supporters; your own name, role and e-mail address never are.
form-join-email-hint = Only the secretariat sees it.
form-join-note = Only the secretariat reads your reasons. Your website is shown beside your organisation’s name, if you allow that.
form-join-consent = I agree that the secretariat stores what I wrote here and uses it to answer our request to join the partnership, as the privacy notice says.
form-join-next-answer = Within { $days ->
    [one] one working day
   *[other] { $days } working days
  }
form-join-next-answer-text = A person answers to the address you gave, often with a question about what you could contribute.
form-join-next-then = When you join
form-join-next-then-text = You are invited to the meetings of the Working Group on Mobility, where new members meet the others.
form-join-next-else = If you allow it
form-join-next-else-text = Your name and logo are shown among the supporters, and in official communication about the partnership.
# Why something was not accepted, and what to do then.
form-outcome-unavailable-title = Not saved
form-outcome-unavailable = Our system cannot be reached at the moment, so nothing was saved. Please send the form again in a minute.
form-outcome-too-many-title = Too many requests
form-outcome-too-many = We received so many requests from your network that we have to pause for a minute. Nothing was saved; please send the form again in a minute.
form-outcome-malformed-title = This could not be read
form-outcome-malformed = What you sent arrived damaged, so nothing was saved. Please send it again.
form-outcome-cut-off-title = Not all of it arrived
form-outcome-cut-off = The connection broke off too early, so nothing was saved. Please send the form again.
form-outcome-too-slow-title = This took too long
form-outcome-too-slow = What you sent did not arrive within half a minute, so nothing was saved. Please send it again over a better connection.
form-outcome-not-utf-8-title = Some characters could not be read
form-outcome-not-utf-8 = Accented letters arrived in an outdated encoding, so nothing was saved. Please use another browser to fill in the form.
form-outcome-too-many-fields-title = Too many fields
form-outcome-too-many-fields = More fields arrived than any of our forms has, so nothing was saved. If a program filled in the form for you, please fill it in by hand.
form-outcome-too-large-title = This is too long
form-outcome-too-large = What you sent is larger than a request can be (128 kilobytes), so nothing was saved. Please shorten the longest text.
form-outcome-wrong-type-title = This is not a form
form-outcome-wrong-type = What arrived is in a format that this address does not accept, so nothing was saved. Please use one of our forms.
form-outcome-unknown-form-title = Which form is this?
form-outcome-unknown-form = What arrived does not say which of our forms it is, so nothing was saved. Please start with one of these.
form-outcome-method-not-allowed-title = There is no page here
form-outcome-method-not-allowed = This address receives our forms. Opening it has sent nothing, and nothing is lost.
form-outcome-not-found-title = Page not found
form-outcome-not-found = The link may be out of date or mistyped. Please start with one of these.
form-outcome-kept = Everything you typed is still below.
form-outcome-back = Go back in your browser: what you typed should still be there.

find-description = Ask the secretariat for a host in another European region. No account, about ten minutes, and a person answers.
offer-form-description = Offer to host visitors from other European regions: job shadowing, study visits, placements.
join-description = Join the Regional Skills Partnership for Lifelong Learning Mobility.

field-organisation-name = Name of your organisation
field-organisation-kind = Kind of organisation
field-organisation-country = Country
field-organisation-place = Town
field-contact-name = Your name
field-contact-role = Your role
field-contact-email = E-mail address
field-contact-email-hint = Only the secretariat sees it, until the person agrees to be introduced.
field-offer = Offer you are asking about
field-offer-choose = Ask about a particular offer
field-offer-another = Ask about another offer, or about none
field-offer-hint = Leave this open if you have no particular offer in mind.{ $demo ->
    [0] { "" }
   *[other] { " " }Some of these are demonstrations: their hosts are invented.
  }
field-offer-typed-hint = Filled in when you come from an offer’s page. To name an offer yourself, write the last part of its address.
field-offer-none = No particular offer
field-activity = What kind of exchange
field-activities = What kinds of exchange
field-audiences = Who will travel?
field-audiences-offer = Who can come?
field-sectors = Sector
field-sectors-hint = The field of education it is about (ISCED-F 2013).
field-themes = Themes
field-goal = What you want to learn
field-goal-hint = In a few sentences: what you would like to see, and what you would do with it at home.
field-countries = Countries you would like to go to
field-countries-hint = If you choose none, any country is welcome.
field-own-country-welcome = A host in our own country is welcome too
field-period = When you could go
field-period-from = From
field-period-until = Until
field-period-hint = The earliest and the latest day; the visit itself can be shorter.
field-days = Days of the visit
field-days-hint = Without travel days.
field-participants = How many people will travel?
field-fewer-opportunities = Of these, people with fewer opportunities
field-fewer-opportunities-hint = An estimate is enough.
field-minors = Some of them are under 18
field-minors-offer = We accept people under 18
field-languages = Languages your whole group can work in
field-languages-offer = Languages in which you can host
field-languages-hint = With the level (Common European Framework) that everybody has at least.
field-languages-offer-hint = With the level (Common European Framework) that visitors need.
field-languages-code = Language
field-languages-level = Level
field-language-number = Language { $number }
field-level-number = Level in language { $number }
field-support-measures = What would help your group
field-support-measures-offer = What you can offer
field-support-barriers = Barriers that people in your group face
field-support-barriers-offer = Barriers you have experience with
field-support-barriers-hint = Only as far as it helps us to find the right host. No names, no diagnoses.
field-support-note = Anything else about support
field-share-support-note = The host you introduce us to may read this note
field-share-support-note-hint = If you do not tick this box, only the secretariat reads it.
field-support-note-offer = Anything else about the support you can give
field-website = Website
field-website-hint = Starting with https://
field-title = Title
field-title-hint = What visitors will see, in at most 160 characters.
field-summary = Summary
field-summary-hint = One or two sentences that make the right people interested, in at most 300 characters.
field-programme = Programme
field-programme-hint = The stops of a visit: the places, and what visitors will see there.
field-learning = What visitors will learn
field-group = Group size
field-group-min = At least
field-group-max = At most
field-duration = Days of a visit
field-duration-min = At least
field-duration-max = At most
field-windows = When visitors can come
field-windows-from = From
field-windows-until = Until
field-windows-from-number = From (dates { $number })
field-windows-until-number = Until (dates { $number })
field-costs = What visitors pay
field-costs-hint = For example: nothing; meals only; materials, 20 euros a day.
field-by-rail = We can be reached by train from abroad within a day
field-safeguarding = How people under 18 are kept safe
field-safeguarding-hint = Required if you accept people under 18: who is responsible, day and night.
field-reciprocity = We would like to make a return visit
field-motivation = Why you want to join, and what you would contribute
field-show-as-supporter = You may show our name and logo among the supporters
field-show-as-supporter-hint = Please send the logo to { $email } with the reference you get after sending: an SVG, or a PNG at least 600 pixels wide.
field-consent = Consent
field-consent-link = Privacy notice

# What is said where nothing was chosen. Each names its question, since it also stands in the list above the form.
missing-organisation-kind = Choose the kind of your organisation.
missing-organisation-country = Choose the country of your organisation.
missing-activity = Choose what kind of exchange you are looking for.
missing-activities = Choose at least one kind of exchange.
missing-audiences = Choose who will travel.
missing-audiences-offer = Choose who can come.
missing-sectors = Choose a sector.
missing-languages = Choose at least one language and its level.
missing-languages-code = Choose language { $number }.
missing-languages-level = Choose the level in language { $number }.
problem-missing = Please fill this in.
problem-empty = Please fill this in.
problem-too-long = { $length ->
    [one] This has { $length } character; at most { $max } are allowed. Nothing was cut off.
   *[other] This has { $length } characters; at most { $max } are allowed. Nothing was cut off.
  }
problem-too-short = { $length ->
    [one] This has { $length } character; please say a little more, at least { $min }.
   *[other] This has { $length } characters; please say a little more, at least { $min }.
  }
problem-too-many = { $count ->
    [one] This is { $count } choice; please choose at most { $max }.
   *[other] These are { $count } choices; please choose at most { $max }.
  }
problem-control-character = This contains an invisible character; please type it again.
problem-text-direction = This contains a hidden character that changes the direction of the text; please type it again.
problem-lost-character = A character was lost here (�); please type it again.
problem-line-break = Please write this on one line.
problem-given-twice = { $count ->
    [one] This arrived { $count } time; please fill it in once.
   *[other] This arrived { $count } times; please fill it in once.
  }
problem-wrong-type = This is the wrong kind of answer for this question.
problem-unknown-key = This form has no field “{ $value }”; please leave it out.
problem-unknown-key-suggested = This form has no field “{ $value }”; did you mean “{ $suggestion }”?
problem-language = “{ $value }” is not a language code.
problem-unknown-code = “{ $value }” is not one of the choices; please choose again.
problem-unknown-code-suggested = “{ $value }” is not one of the choices; did you mean “{ $suggestion }”?
problem-repeated = “{ $value }” is listed twice; please keep one.
problem-date = “{ $value }” is not a date; please write the year, the month and the day, such as 2027-03-18.
problem-number = “{ $value }” is not a whole number; please use digits only.
problem-out-of-range = This must be between { $min } and { $max }; it is { $value }.
problem-reversed = The end date must be after the start date: { $last } is before { $first }.
problem-reversed-number = The highest number must not be lower than the lowest: { $last } is less than { $first }.
problem-date-out-of-sense = { $value } cannot be right. Please check the year.
problem-past = { $value } is in the past; please choose a later date.
problem-web-address = “{ $value }” is not a web address; it should start with https://.
problem-email-local-part = Many mail servers can’t deliver to “{ $value }”, because of the letters before the @. Give an address with only the letters a to z, digits and . _ + - there; behind the @ any letters will do.
problem-address-with-user = Please leave out the user name and the password in this address.
problem-email-address = “{ $value }” is not an e-mail address; it should look like name@organisation.eu.
problem-flag = Please tick this box or leave it empty; “{ $value }” is neither.
problem-activity-bound = { $value } is outside what this kind of exchange allows: { $bound }.
problem-window-too-short = { $needed ->
    [one] The visit takes { $needed } day, but the dates leave { $days }.
   *[other] The visit takes { $needed } days, but the dates leave { $days }.
  }
problem-part-exceeds-whole = { $whole ->
    [one] { $part } is more than the { $whole } person who will travel.
   *[other] { $part } is more than the { $whole } people who will travel.
  }
problem-unknown-reference = There is no open offer “{ $value }”; please choose another or none.
problem-unknown-reference-suggested = There is no open offer “{ $value }”; did you mean “{ $suggestion }”?
problem-consent = Without your consent we cannot store anything.
problem-other = Please check this answer.

## After sending
thanks-title = Thank you. Your message has arrived
thanks-reference = Your reference
thanks-reference-text = Please keep it, and quote it when you write to us.
thanks-demo = You asked about a demonstration: its host is invented, so nobody there can receive you. The secretariat looks for a real host with what you wrote.
thanks-join-logo = Your logo can be shown too: please send it as an SVG, or as a PNG at least 600 pixels wide, and quote your reference.
asked-title = You are asking about this offer
asked-demo = This is a demonstration: the host is invented and cannot be visited. You can send the form all the same; the secretariat then looks for a real host.
asked-place = { $host }, { $place }, { $country }
asked-activities = Kind of exchange
asked-audiences = Who can come
asked-windows = When
asked-duration = How long
asked-group = Group size
asked-languages = Languages
asked-persons = { $count ->
    [one] { $range } person
   *[other] { $range } people
  }
asked-days = { $count ->
    [one] { $range } day
   *[other] { $range } days
  }
asked-level = { $language } (from { $level })
unfit-title = Some of your answers do not fit this offer
unfit-text = You can change them, or send the form all the same: the secretariat can ask the host, or look for another one.
fit-activity = This host offers: { $offered }.
fit-audience = This host’s offer is for: { $offered }.
fit-period = { $days ->
    [one] Your dates leave no room for { $days } day within the dates of this offer: { $offered }.
   *[other] Your dates leave no room for { $days } days within the dates of this offer: { $offered }.
  }
fit-duration = { $days ->
    [one] You ask for { $days } day; a visit here takes { $offered }.
   *[other] You ask for { $days } days; a visit here takes { $offered }.
  }
fit-group = { $persons ->
    [one] You are { $persons } person; this host receives groups of { $offered }.
   *[other] You are { $persons } people; this host receives groups of { $offered }.
  }
fit-minors = This host does not accept people under 18.
fit-language = Everybody in your group needs one of these languages: { $offered }.
thanks-next-title = What happens next
thanks-email = Questions in the meantime: { $email }
not-accepted-title = Your form was not sent

## Events, promoters, figures
events-title = Events
events-lead = Matchmaking days, webinars and meetings of the network.
events-description = Events of the network: matchmaking days, webinars and meetings.
events-empty = No event is planned at the moment.
events-calendar = Subscribe to all events (iCalendar)
event-when = When
event-where = Where
event-register = Register
promoters-title = Promoters of learning mobility
promoters-lead = People who speak up for learning abroad, in their region and beyond.
promoters-description = Promoters of lifelong learning mobility in European regions.
promoters-become = Write to { $email } and say what you would like to achieve.
monitoring-title = Figures
monitoring-lead = What took place, for whom, and how far the network is from its pledges. We leave out what is not known.
monitoring-description = Figures of the network by year: mobilities, participants, people with fewer opportunities against pledge and target, and open offers by country and sector.
monitoring-offers-by-country = Open offers by country
monitoring-offers-by-sector = Open offers by sector
monitoring-exchanges = Exchange stories by year
monitoring-year = Year
monitoring-exchanges-count = Exchanges
monitoring-participants = Participants
monitoring-participants-unknown = { $count ->
    [one] not known for { $count } exchange
   *[other] not known for { $count } exchanges
  }
monitoring-offers-count = Offers
monitoring-demo = { $others ->
    [0] { $count ->
        [one] The only open offer is a demonstration with an invented host.
       *[other] All { $count } open offers are demonstrations with invented hosts.
      }
   *[other] { $count ->
        [one] One open offer, out of { $total }, is a demonstration with an invented host.
       *[other] { $count } open offers, out of { $total }, are demonstrations with invented hosts.
      }
  }
monitoring-targets = Pledges and targets
monitoring-targets-text = The partnership’s pledges are not the same as the targets that the Council of the European Union recommended on 13 May 2024 for the whole Union. Each one is named here, with the latest figure.
percent = { $number } %

## Search, data, nothing
search-title = Search and browse
search-lead = Search offers and stories, or browse them by country, sector, theme and more.
search-without-script = Browse offers and stories by country, sector, theme and more. To search by words or combine filters, please switch on JavaScript in your browser.
browse-lead = Offers and stories by country, sector, theme and more.
search-description = All hosting offers by activity, country, theme, sector, audience and region, and all stories.
search-stories = Stories
open-data-title = Open data
open-data-lead = Anyone can use everything published here, free of charge, without a key and without asking.
open-data-description = Hosting offers and case studies as JSON, CSV and Excel files with schemas, feeds, a calendar, lists for your own website, under CC BY 4.0.
open-data-sets = Data sets
open-data-what = Data set
open-data-formats = Formats
open-data-changed = Last changed
open-data-schema = schema
# A file of a data set that has several in one format.
open-data-part = { $part } ({ $format })
data-part-vocabulary = Codes and labels
data-part-other-words = Other words
open-data-in-language = { $format } ({ $language })
data-offers = Hosting offers
data-offers-text = All offers, open and ended, with host, place, activities, sectors, windows, support and travel.
data-case-studies = Case studies
data-case-studies-text = Exchanges that took place: who, where, when, how many, and what both sides learned.
data-monitoring = Figures by year
data-monitoring-text = Mobilities and participants of each year, by activity and country; small numbers are protected.
data-vocabulary = Vocabularies
data-vocabulary-text = All codes with their labels: activities, audiences, sectors (ISCED-F), regions (NUTS), languages and others. Other words for themes and sectors, in many languages, are in a file of their own. Codes of countries, languages, regions and sectors are matched with those of the European Union, as SKOS concepts.
data-offers-keywords = learning mobility, job shadowing, study visits, vocational education and training, hosting
data-case-studies-keywords = learning mobility, exchanges, case studies, vocational education and training, good practice
data-monitoring-keywords = learning mobility, statistics, participants, fewer opportunities
data-vocabulary-keywords = controlled vocabularies, ISCED-F, NUTS, learning mobility
data-events-keywords = events, matchmaking, learning mobility
data-news-keywords = news, feed, learning mobility
data-service-keywords = learning mobility, matchmaking, requests
data-demo = At present, all entries are demonstrations.
data-europe = Europe
concepts-activities = Activities
concepts-audiences = Audiences
concepts-barriers = Barriers to participation
concepts-countries = Countries
concepts-event-kinds = Kinds of event
concepts-languages = Languages
concepts-organisation-kinds = Kinds of organisation
concepts-regions = Regions
concepts-sectors = Sectors
concepts-stop-kinds = Kinds of stop in a programme
concepts-support-measures = Support measures
concepts-themes = Themes
data-events = Events
data-events-text = All events as a calendar that yours can subscribe to.
data-news = News
data-news-text = New stories, newly confirmed offers and changed events, as a feed.
data-catalogue-text = Open data on learning mobility between European regions: hosting offers, and what came of exchanges.
format-json = JSON
format-jsonld = SKOS (JSON-LD)
format-csv = CSV
format-xlsx = Excel
format-atom = Atom
format-ics = iCalendar
open-data-follow = Follow
open-data-follow-text = A feed tells you of every offer that a host has newly confirmed. Put its address into your feed reader, or into your own website.
open-data-follow-country = Feeds by country
open-data-follow-sector = Feeds by sector
feed-of = Feed: { $label }
open-data-embed = On your own website
open-data-embed-text = Show open offers on a page of yours. The list has no script, sets no cookie, follows your visitors’ choice of light or dark, and is updated with every new offer. Copy this:
open-data-embed-example = See this list in a new window
open-data-embed-all = The list of all offers
open-data-embed-how = Any country, region, activity, sector or theme has such a list: take the address of its page and write “embed” before the language and leave out “offers”. So /en/offers/country/es/ becomes /embed/en/country/es/.
open-data-program = Send a request from a program
open-data-program-text = Your own system can send what the three forms send, as JSON and without a key. The same rules apply, and a person at the secretariat reads it. This is a complete request. Put your own details in, and you can send it from a command line:
open-data-api = OpenAPI description
open-data-api-text = Every field with its limits and codes, every answer and every problem, in OpenAPI 3.1, for programs that generate clients. It is generated from the rules themselves.
open-data-answer = What comes back
open-data-answer-text = Status 201 and a reference, such as MM-7K3M-9QPD-2XWV. Or 422 and every problem at once: its field, a code that stays, and a sentence for people.
open-data-again = Sending it again
open-data-again-text = The same request gets the same answer with the same reference, and is stored once. So you can send it again if the connection breaks. If you do mean two equal requests, give each its own “Idempotency-Key” header.
open-data-person = Consent
open-data-person-text = Send only what a person wrote and agreed to send: “consent” means the consent of that person. Please send few test requests, because somebody reads every request.
open-data-service = Accepts requests for a host, hosting offers and requests to join, as JSON or as a form, and answers with a reference.
open-data-schemas = Schemas
open-data-schemas-text = JSON Schema (draft 2020-12), made by the same program that reads and writes the files.
open-data-schemas-data = Data files
open-data-schemas-data-text = Each file names its schema under “$schema”.
open-data-schemas-content = Content files
open-data-schemas-content-text = What editors of this site write; their programs complete and check with it while they type.
open-data-machines = For catalogues and search engines
open-data-dcat = Catalogue
open-data-dcat-text = The data sets described in DCAT-AP 3, ready to be harvested by a data portal.
open-data-linked = Linked data
open-data-linked-text = Every offer, case study and event describes itself in the vocabulary of schema.org, and this page describes the data sets.
open-data-sitemap = Sitemap
open-data-sitemap-text = All addresses with their languages, and when they last changed.
open-data-security = Security
open-data-security-text = Who to tell about a security problem on this site.
open-data-promise = What you can rely on
open-data-stable-addresses = Addresses stay. An offer that has ended stays at its address and in the data, marked as ended.
open-data-stable-fields = Fields stay, with their meaning. New ones may be added: ignore those you do not know.
open-data-stable-version = If a field must change its meaning, the number “version” in the file grows, the schemas move to a new address, and the change log says so before.
open-data-stable-demo = Demonstrations are marked as such in every format. Leave them out where you speak of real offers.
open-data-stable-privacy = The data contain no contact details of people; the secretariat is the contact.
open-data-licence-title = Licence
open-data-licence = Creative Commons Attribution 4.0. Name the source and link to this site, and say if you changed something.

## The description for programs, which has the words of the forms beside these
api-title = { $site }: sending requests
api-description = Ask for a host, offer to host, or ask to join the partnership, as with the forms of the site. No key is needed. { $organisation } reads every request, and a person answers within { $days ->
    [one] one working day
   *[other] { $days } working days
  }. The rules of the forms apply to programs too. Limits of texts count the characters without white space at both ends, in Unicode’s form NFC.
api-send = Send a request
api-send-text =
    The key “form” says which of the three forms it is. A key with the value “null” counts as left out, and an unknown key is a problem. At most { $kibibytes } KiB, in UTF-8, not compressed.

    A body of the type application/x-www-form-urlencoded has the names of the form’s fields: each is the way to a value in the JSON document, so “period.from”, or “languages[0].code” for the first of several languages. A list is one name several times. Such a body is answered with pages for people, unless the header “Accept” asks for application/json and not for text/html.

    Some rules depend on more than one value, so no schema has them. Days must be in the future, at most in the year 2100. An end must not be before its start, and a maximum must not be less than its minimum. A visit must fit into its dates, and a group and a duration into what the activity allows: see “activities” in data/vocabulary.json. There cannot be more people with fewer opportunities than people who will travel. An offer must be open.

    The same request sent again, by a retry or a double click, is stored once and has one reference.
api-key = Distinguishes two requests that are equal in every word. The same key with the same request is the same request.
api-received = The page after a request
api-received-text = A page for people that says thank you and shows the reference from its address. It looks nothing up, so it is the same for a reference that was never given.
api-ask = The form, with an offer chosen
api-ask-text = The page of the form “find a host” for people who come from an offer. For an offer that is not open it says so, with status 404.
api-ask-with = The form, with choices filled in
api-ask-with-text = The page of the form “find a host” for people who come from a list of offers. The query may have the names of fields with codes or days: activity, audiences, countries, sectors, themes, minors, support.measures, period.from, period.until, languages[0].code and languages[0].level. Anything else in it is ignored.
api-challenge = Get a calculation
api-challenge-text = Where the site asks for a proof of work, browsers do this calculation before they send a form, and send its result as “proof”. It is a challenge of ALTCHA’s open protocol, version 2 (PBKDF2), and can be answered once.
api-health = Whether the function answers
api-part-language = A language of the site.
api-part-form = The form that was sent.
api-reference = The request’s public name. Whoever asks about a request gives it.
api-codes = One of the codes that data/vocabulary.json explains under “{ $list }”.
api-empty = A field left empty counts as left out.
api-field-form = Form
api-field-form-hint = Which of the three forms this is.
api-field-language = Language of the answer
api-field-language-hint = The language in which the secretariat answers, if it can, and in which problems are described, if the site has it.
api-field-offer-hint = The last part of an open offer’s address: “slug” in data/offers.json, where “open” is true.
api-field-consent-hint = The person named as contact has agreed that the secretariat stores the request and uses it for the purpose of its form, as the privacy notice says.
api-field-proof = Proof of work
api-field-proof-hint = Where the site asks for one. A request without it is still accepted, but is checked more carefully.
api-field-share-support-note-hint = Whether the host that the group is introduced to may read “support.note”. Without it, only the secretariat reads the note.
api-field-contact = Contact
api-field-contact-hint = The person to answer to.
api-field-organisation = Organisation
api-field-support = Support for people with fewer opportunities
api-answer-200-page = A page.
api-answer-200-health = The function answers, and requests can be stored as far as is known.
api-answer-503-health = The function answers, but requests can’t be stored at the moment.
api-answer-200-challenge = A calculation.
api-answer-404-challenge = This site does not ask for a proof of work.
api-answer-503-challenge = No calculation can be made at the moment.
api-answer-201 = Stored, now or earlier.
api-answer-303 = Stored, now or earlier, for a browser: the page after a request.
api-answer-400 = The body is not of the type it claims to be, or the “Idempotency-Key” is not valid.
api-answer-404 = There is no such page, or no such open offer.
api-answer-405 = This method is not allowed here.
api-answer-408 = The body did not arrive in time.
api-answer-413 = The body has more than { $kibibytes } KiB.
api-answer-415 = The body is of neither of the two types, is not in UTF-8, or is compressed.
api-answer-422 = The request breaks rules. All problems are named at once, at most { $problems }. For a browser it can also mean that the request does not fit the offer it asks about, and that “unfit” does not say that the sender knows. Nothing is stored.
api-answer-429 = Too many requests from one address. Nothing is stored.
api-answer-503 = The request could not be stored. Send it again.
api-location = The page after a request.
api-allow = The methods that are understood.
api-accept-post = The types that are read.
api-retry-after = Seconds to wait.
api-problem-title = The status in words.
api-problem-status = The status of the answer.
api-problem-code = Why the request was not accepted. Codes do not change; new ones may be added.
api-problem-detail = What is wrong, in English, for developers.
api-problem-reason = What exactly is wrong, as a word that does not change, where the code does not say it.
api-problem-suggestion = What was probably meant.
api-problem-problems = Every problem with the request, in the order of the form.
api-problem-field = The way to the value: the name of the form’s field.
api-problem-fault = What is wrong with it. Codes do not change; new ones may be added.
api-problem-message = The same as a sentence for people, in the language of the request.
api-refusal-malformed = It can’t be read.
api-refusal-not-found = There is no such page.
api-refusal-method-not-allowed = Another method is needed.
api-refusal-too-slow = It did not arrive in time.
api-refusal-too-large = It is too large.
api-refusal-wrong-type = It is of a type that is not accepted.
api-refusal-invalid = It breaks rules; “problems” names them.
api-refusal-too-many = There were too many requests.
api-refusal-unavailable = It could not be stored.
api-fault-unknown-key = No form has this key.
api-fault-wrong-type = It is of another type, for example a text instead of a list.
api-fault-language = This is not the code of a language.
api-fault-slug = This can’t be the last part of an address.
api-example-organisation = Example School Group
api-example-place = Ghent
api-example-contact = Contact Person
api-example-goal = How a school and its companies share one training plan.
api-example-title = Apprentices at the lathe
api-example-summary = Two days in a workshop where a school and three companies train together.
api-example-programme = The school’s workshop; two of the companies; a talk with apprentices and their trainers.
api-example-learning = How to plan one training year in three places.
api-example-costs = Nothing; meals are shared.
api-example-motivation = We have sent apprentices abroad for years, and want to help others to start.

## Within another website's page
embed-demo = Demonstrations: invented hosts that show how this works.
embed-all = { $count ->
    [0] All hosting offers
    [one] See this offer in full
   *[other] See all { $count } offers
  }
embed-source = From { $organisation }, under CC BY 4.0. Links open in a new window.

not-found-title = Page not found
not-found-text = The address may be mistyped, or the page may have moved. These links may help:
page-contents = On this page
partners-title = Partners and supporters
partner-since = since { $date }
fewer-offers = { $count ->
    [0] Does your group need support?
    [one] One open offer names support for people with fewer opportunities.
   *[other] { $count } open offers name support for people with fewer opportunities.
  }

menu-close = Close
nav-credits = Sources
nav-contact = Contact
home-title = Say what you want to learn. We find someone to show you.
home-lead = Regions and schools across Europe open their doors to staff and learners. You describe the visit; a person at the secretariat finds the host and introduces you.
home-key-offers = open offers
home-key-visitors = visitors
home-key-hosts = hosts of exchanges
home-step-ask-when = ten minutes
home-step-ask-text = You tell us what your group wants to learn, in what form and when. No account.
home-step-match-when = an answer within { $days ->
    [one] one working day
   *[other] { $days } working days
  }
home-step-match-text = A person looks for a host that fits, and introduces you to each other.
home-step-visit-when = two days to a year
home-step-visit-text = You prepare it together, and go.
home-step-story-when = afterwards
home-step-story-text = What both sides learned is published here, so that others can build on it.
home-offers-title = Open now
home-offers-note = The most recently confirmed first. The bars show when hosts can receive visitors.
home-numbers-all = All figures
days = { $from } – { $until }
timetable-what = Activity, title and place
timetable-who = Group and length
card-when = Open
card-group = Group
card-days = Days
card-persons = { $max ->
    [1] 1 person
   *[other] { $range } people
  }
facet-stories = { $count ->
    [one] story
   *[other] stories
  }
facet-offers = { $count ->
    [one] offer
   *[other] offers
  }
offers-list = The offers
offers-all = All offers
offers-invite-action = Find a host: { $label }
offers-invite = Nothing suitable? Describe what you are looking for: the secretariat also asks hosts that have no offer here.
offer-ended = This offer ended on { $date }.
offer-ended-text = The page stays online so that links to it keep working.
offer-ask-another = Find another host
offer-level = from { $level }
offer-days = { $count ->
    [one] day
   *[other] days
  }
offer-without-travel = without travel
offer-windows = Open
offer-support-measures = What the host offers
offer-support-note = In the host’s words
offer-accommodation = Where you will sleep
offer-invite = Would you like to see this?
stories-note = The ring is where the visitors came from, the dot is where they went.
story-to = to
story-exchange = The exchange
story-about = About this story
story-lessons-hosts = The hosts, in { $places }
story-lessons-participants = The visitors, from { $places }
form-find-a-host-title = Find a host
form-find-a-host-lead = Four short parts, about ten minutes, no account. A person reads what you write and looks for a host in the regions of the network.
form-offer-to-host-title = Offer to host
form-offer-to-host-lead = Show others what you do well. Once the secretariat has talked to you, your offer appears on this site, without your personal contact details.
form-join-title = Join the partnership
form-join-lead = The Regional Skills Partnership for Lifelong Learning Mobility is open to organisations that want more people to learn abroad, especially people with fewer opportunities.
form-legend-join = Why you want to join
form-next-today = Today
form-next-today-text = You get a reference, which you can quote if you write to us.
thanks-meanwhile = In the meantime
thanks-stories = Read what others learned
event-about = About the event
events-to-come = Upcoming
events-past = Past
promoters-become-title = Would you like to become a promoter?
monitoring-caption-country = Open offers by the country of the host
monitoring-caption-sector = Open offers by sector (ISCED-F broad fields); an offer with several counts for each

## Figures by year
monitoring-demo-years = These yearly figures are invented. Nobody counted them; they show what this page will look like once partners report. Only the stories counted above took place.
monitoring-none = Partners have not reported a year yet.
monitoring-took-place = What took place
monitoring-took-place-note = A mobility is one visit or stay; a group that travels together is one. Participants are people.
monitoring-chart-participants = Participants by year
monitoring-chart-fewer = Share of participants with fewer opportunities
monitoring-chart-vet = Share of learners in vocational training on a mobility
monitoring-chart-days = Days from request to match
monitoring-chart-days-unit = Median, in days
monitoring-chart-percent-unit = In per cent
monitoring-chart-persons-unit = In people
monitoring-learners = Learners
monitoring-staff = Staff
monitoring-undivided = Not split: one number is too small
monitoring-mobilities = Mobilities
monitoring-share = Share
monitoring-fewer = People with fewer opportunities
monitoring-fewer-note = Counted in people, of all participants of the year.
monitoring-vet = Learners in vocational training
monitoring-vet-note = The share of all learners in vocational education and training in the reporting regions who went on a mobility of any kind.
monitoring-vet-learners = All learners
monitoring-vet-mobile = On a mobility
monitoring-requests = From request to match
monitoring-requests-note = These requests came from organisations. Half of the matches took no longer than the days shown.
monitoring-requests-received = Received
monitoring-requests-matched = Matched
monitoring-requests-declined = No host found
monitoring-requests-days = Days, median
monitoring-by-activity = By activity
monitoring-by-host = By the country of the host
monitoring-by-activity-caption = Participants by activity, { $year }
monitoring-by-host-caption = Participants by the country of the host, { $year }
monitoring-table = The figures as a table
monitoring-until = until { $date }
monitoring-so-far = so far
monitoring-few = fewer than { $least }
monitoring-few-short = < { $least }
monitoring-withheld = not shown
monitoring-unknown = not known
monitoring-together = Shown together because one of them alone is too small to publish
monitoring-list-withheld = The figures of { $year } cannot be shown line by line: too many of them are small.
monitoring-value = { $year }: { $value }
monitoring-value-partial = { $year }, so far: { $value }
monitoring-line-pledge = pledge
monitoring-line-council = Council
monitoring-line-both = pledge, Council
monitoring-aim-year = { $percent } % by { $year }: { $whose }
monitoring-aim = { $percent } %: { $whose }
monitoring-whose-pledge-vet = the partnership’s pledge
monitoring-whose-council-vet = at least, Council Recommendation of 13 May 2024, for the European Union as a whole
monitoring-whose-pledge-fewer-opportunities = the partnership’s pledge, of all mobilities
monitoring-whose-council-fewer-opportunities = at least, Council Recommendation of 13 May 2024, of all learners on a mobility
monitoring-year-source = { $year }: { $source }
monitoring-stories-note = { $count ->
    [0] No exchange has been described here yet.
    [one] This took place. It is counted from the one case study published here.
   *[other] These took place. They are counted from the { $count } case studies published here.
  }
monitoring-offers = Open offers
monitoring-offers-note = Updated automatically.
monitoring-method = How we count
monitoring-method-small-title = Small numbers
monitoring-method-small = A number of people from 1 to { $most } is not published: anybody who knows the region would know the person. It is shown as “fewer than { $least }”, or together with the next larger ones, so that it cannot be worked out from a sum either. Shares of such numbers are left out.
monitoring-method-mobility-title = Mobilities and participants
monitoring-method-mobility = Partners report once a year, by activity. A visit or stay counts in the year in which it began.
monitoring-method-data-title = The same figures as data
monitoring-method-source-title = Sources
bars-more = { $count } more

## Good practice
nav-good-practice = Good practice
practice-title = Good practice
practice-lead = { $lessons ->
    [0] What hosts and visitors say they learned, each with the story it comes from.
    [one] What hosts and visitors say they learned: one lesson from one exchange that took place, with the story it comes from.
   *[other] What hosts and visitors say they learned: { $lessons } lessons from { $stories ->
        [one] one exchange
       *[other] { $stories } exchanges
      } that took place, each with the story it comes from.
  }
practice-description = Lessons for hosts and for visitors from the exchanges described on this site, by theme.
practice-themes = Themes
practice-other = No theme
practice-lessons = { $count ->
    [one] 1 lesson
   *[other] { $count } lessons
  }
practice-touched = see also
practice-count = { $lessons ->
    [one] One lesson
   *[other] { $lessons } lessons
  } from { $stories ->
    [one] one exchange
   *[other] { $stories } exchanges
  }
practice-hosts = What hosts learned
practice-visitors = What visitors learned
practice-more = { $count ->
    [one] 1 more in the story
   *[other] { $count } more in the story
  }
practice-more-stories = { $count ->
    [one] 1 more story on this theme
   *[other] { $count } more stories on this theme
  }
practice-beside = More themes
practice-beside-note = Stories from the themes above that touch on these as well.

## Fewer opportunities
fewer-offered = What hosts offer today
fewer-offers-of = { $others ->
    [0] { $count ->
        [one] open offer, with support
       *[other] open offers, all with support
      }
   *[other] { $count ->
        [one] of { $of } open offers names support
       *[other] of { $of } open offers name support
      }
  }
fewer-measures = Measures, by open offers
fewer-measures-note = Open a line to see the offers. An offer with several measures counts for each.
fewer-barriers = Where hosts have experience
fewer-barriers-note = The eight barriers of Commission Implementing Decision (EU) 2021/1877, and the offers whose hosts have experience with them.
fewer-more-offers = { $count ->
    [one] { $count } more offer
   *[other] { $count } more offers
  }
fewer-pledge = Pledge and target
monitoring-demo-short = These yearly figures are invented: they show what will stand here once partners report.

## Partnership
standing-pledge-vet = of learners in vocational training on a mobility: the partnership’s pledge
standing-council-vet = of learners in vocational training, at least: the Council’s recommendation
standing-pledge-fewer-opportunities = of all mobilities for people with fewer opportunities: the partnership’s pledge
standing-council-fewer-opportunities = of mobile learners with fewer opportunities, at least: the Council’s recommendation
standing-by = By { $year }
standing-no-year = No target year
standing-known = Latest figure: { $share } in { $year }
standing-known-so-far = Latest figure: { $share } in { $year }, so far
standing-unknown = No figure has been reported yet
plans-title = Six planned activities
plans-note = What the partners want to do, and what this site already does for it.
plan-here = Here today:
# How many of the offers counted before it are demonstrations; `others` are those that are not.
plan-demo = { $others ->
    [0] { $count ->
        [one] This offer is a demonstration.
       *[other] All of these offers are demonstrations.
      }
   *[other] { $count ->
        [one] One of these offers is a demonstration.
       *[other] { $count } of these offers are demonstrations.
      }
  }
plan-practice = Share good practice
plan-practice-text = Share inspiration and good practice, especially for people with fewer opportunities.
plan-practice-state = { $lessons ->
    [0] no lesson yet.
    [one] one lesson from one exchange.
   *[other] { $lessons } lessons from { $stories ->
        [one] one exchange
       *[other] { $stories } exchanges
      }.
  }
plan-definition = Define “fewer opportunities”
plan-definition-text = The partners agree who is meant, and how best to involve these people.
plan-definition-state = eight barriers in plain words, and { $count ->
    [0] no open offer
    [one] one open offer
   *[other] { $count } open offers
  } with support.
plan-monitoring = Monitor and track mobility
plan-monitoring-text = The partners follow which opportunities there are, and which mobilities are under way.
plan-monitoring-state = { $offers ->
    [0] no open offer
    [one] one open offer
   *[other] { $offers } open offers
  }, and { $years ->
    [0] no yearly figures yet
    [one] the figures of one year
   *[other] the figures of { $years } years
  }.
plan-promoters = Promoters of learning mobility
plan-promoters-text = Work out what a promoter does, and build a growing network of people and institutions committed to learning mobility.
plan-promoters-state = { $count ->
    [0] no promoter has been named yet.
    [one] the first promoter.
   *[other] { $count } promoters.
  }
plan-tool = Open the matchmaking tool to more people
plan-tool-text = Match high-quality exchanges, student mobility, and job shadowing for staff of regional and local authorities.
plan-tool-state = { $count ->
    [0] no open offer for staff of authorities.
    [one] one open offer for staff of authorities.
   *[other] { $count } open offers for staff of authorities.
  }
plan-tool-link = See them
plan-events = Matchmaking events
plan-events-text = Hold them once or regularly, to prepare joint mobility projects.
plan-events-state = { $count ->
    [0] { $demos ->
        [0] no event is announced yet.
       *[other] no event is announced yet; demonstrations show how events will look.
      }
    [one] one upcoming event.
   *[other] { $count } upcoming events.
  }
joining-title = How to join
joining-ask = Write to us
joining-ask-text = The form asks who you are and why you want to join; you can also write to { $email }. Any organisation can ask, whether or not it is a member of the network.
joining-talk = A person answers
joining-talk-text = Within { $days ->
    [one] one working day
   *[other] { $days } working days
  }, often with a question about what you could contribute.
joining-shown = Your name and logo are shown
joining-shown-text = If you agree, your name and logo are shown among the supporters and in official communication about the partnership.

events-count = { $count ->
    [one] 1 event
   *[other] { $count } events
  }
event-hours = The times are in the text below.
event-time = { $from } to { $until }
event-time-days = { $from } on the first day to { $until } on the last
event-time-zone = { $town ->
    [UTC] UTC
   *[other] { $town } time
  }
event-state-postponed = Postponed
event-state-postponed-text = This event does not take place on this date. The new date is not known yet.
event-state-cancelled = Cancelled
event-state-cancelled-text = This event will not take place.
event-state-moved-online = Moved online
event-state-moved-online-text = This event takes place online.
event-state-rescheduled = New date
event-state-rescheduled-text = This event was planned for { $day }.
event-title-postponed = Postponed: { $title }
event-title-cancelled = Cancelled: { $title }
event-online = Online
event-online-instead = instead of { $place }
event-days = { $count ->
    [one] one day
   *[other] { $count } days
  }
event-registration = Registration
event-registration-none = Not needed, or to be announced
event-registration-closed = Closed, the event is over
event-registration-demo = Not possible: this is an example
event-registration-off = Closed
event-add = Add to your calendar
event-over = This event is over.
events-calendar-note = A subscribed calendar is updated when events are announced or changed.
promoters-count = { $people ->
    [one] One promoter
   *[other] { $people } promoters
  } in { $countries ->
    [one] one country
   *[other] { $countries } countries
  }
promoters-countries = By country
promoters-people = { $count ->
    [one] 1 promoter
   *[other] { $count } promoters
  }
promoters-map = Map of Europe: a ring for each promoter’s region.
promoters-what = What a promoter can do
promoters-what-open = Open a door
promoters-what-open-text = Host visitors, or find somebody who does: a workshop, a school, an office.
promoters-what-open-link = Offer to host
promoters-what-tell = Share what was learned
promoters-what-tell-text = A well-described exchange leads to the next one. The stories here give the lessons of both sides.
promoters-what-tell-link = Stories
promoters-what-invite = Bring others in
promoters-what-invite-text = Invite colleagues, neighbouring regions, and people whom nobody has asked yet.
promoters-what-invite-link = Fewer opportunities
promoters-none = No promoter has been named yet.

## Privacy
retention-title = How long a request is kept
retention-note = Counted from the last step, or from the end of the visit where that is later. After that nobody can see the request any more, and it is erased.
retention-days = { $count ->
    [one] one day
   *[other] { $count } days
}
retention-open = Until the visit
retention-open-why = groups ask up to a school year ahead
retention-completed = After the visit
retention-completed-why = for the year’s figures, and to ask how it went
retention-accepted = Accepted hosts and members
retention-accepted-why = their contact is needed for as long as the offer stands
retention-declined = If it was declined
retention-declined-why = time to object, and for an offer that comes late
retention-spam = Spam, and what looks like it
retention-spam-why = time to find requests that were taken for spam by mistake

# Find: filters and search
find-filters = Filters
find-search = Search
find-label-offers = Search in the offers
find-label-stories = Search in the stories
find-label-all = Search offers and stories
find-hits-offers = { $count ->
    [0] No offer
    [one] { $count } offer
   *[other] { $count } offers
  }
find-hits-stories = { $count ->
    [0] No story
    [one] { $count } story
   *[other] { $count } stories
  }
find-hits-all = { $count ->
    [0] Nothing found
    [one] { $count } result
   *[other] { $count } results
  }
find-show-offers = { $count ->
    [0] No offer to show
    [one] Show { $count } offer
   *[other] Show { $count } offers
  }
find-show-stories = { $count ->
    [0] No story to show
    [one] Show { $count } story
   *[other] Show { $count } stories
  }
find-show-all = { $count ->
    [0] Nothing to show
    [one] Show { $count } result
   *[other] Show { $count } results
  }
find-sort = Sort
find-sort-relevance = Best fit
find-sort-confirmed = Confirmed last
find-sort-newest = Newest
find-sort-soonest = Soonest
find-sort-exchange = Latest exchange
find-chosen = What you chose
find-remove = Remove: { $label }
find-clear = Clear all
find-searching = Searching …
find-words = “{ $words }”
find-choice = { $filter }: { $value }
find-level = { $language }, { $level }
find-narrow = Narrower fields of { $label }
find-more = Show more
find-failed = The search cannot be loaded at the moment. The list below is complete.
find-again = Try again
find-unknown = This address asks for something that this page does not know, so it was left out: { $names }
find-unknown-remove = Remove it from the address
# Stands below the number of results, which is none.
find-empty-words = No page mentions “{ $words }”.
find-empty-together = No page mentions all of these words.
find-less-filters = Try fewer filters
find-less-words = Try fewer words
find-less-both = Try fewer words or filters
find-without = Without { $label } ({ $count })
find-empty-near = Did you mean
find-form-chosen = Find a host with these filters
find-empty-form = Describe what you are looking for: the secretariat also asks hosts that have no offer here.
filter-activity = Activity
filter-audience = Who can come
filter-country = Country
filter-region = Region
filter-sector = Sector
filter-theme = Theme
filter-month = When
filter-language = Language
filter-language-which = We speak
filter-language-any = Any language
filter-language-level = Our level (Common European Framework)
filter-language-any-level = Any level
filter-group = Group size
filter-group-1 = One person
filter-group-2-5 = 2 to 5 people
filter-group-6-10 = 6 to 10 people
filter-group-11-20 = 11 to 20 people
filter-group-21-40 = 21 to 40 people
filter-group-over-40 = More than 40 people
filter-support = Fewer opportunities
filter-support-any = Any support
filter-rail = Reachable by train
filter-minors = Under 18 welcome
filter-year = Year
filter-kind = Show
filter-kind-offer = Offers
filter-kind-case-study = Stories
find-elsewhere-offers = Choosing a filter opens the list of all offers.
find-elsewhere-stories = Choosing a filter opens the list of all stories.
stories-browse = Browse the stories
find-results = Results
