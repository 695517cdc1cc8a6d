### The words of the site in English. Every text that a page shows and that is no content stands here.

## Everywhere
skip-to-content = Skip to content
demo-mark = Demonstration
# Language and country as Open Graph has them, for those who show links.
social-locale = en_GB
demo-page = This page shows demonstration offers: invented hosts that show how the site works. None speaks for a real institution.
demo-offer = This is a demonstration offer: the host is invented, and nobody can visit it. It shows what an offer can tell.
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
footer-who = { $organisation } runs this site. A person answers every request within { $days } working days.
footer-licence = Texts and data: CC BY 4.0. No cookies, no tracking, nothing loaded from elsewhere.

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
home-description = Find a host in another European region for job shadowing, a study visit or a placement, or offer to host. The network’s secretariat matches by hand, free of charge.
home-network-text = { $exchanges ->
    [one] One exchange
   *[other] { $exchanges } exchanges
  } told here, and { $regions ->
    [one] one region
   *[other] { $regions } regions
  } with an open offer.
home-steps-title = From a question to a story, in four steps
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
    [one] exchange told
   *[other] exchanges told
  }
home-offers-all = All { $count } offers
home-stories-title = Exchanges that took place
home-stories-all = All stories
stories-all = All stories
home-host-title = Could others learn from you?
home-host-text = A school, a training centre, a company, a town: if you do something well, offer to show it. You decide when and for how many, and nobody sees your contact details.

## Offers
offers-title = Offers to host
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
offers-description = Hosting offers from European regions: what one sees, who may come, when, for how long and in which language.
offers-empty = No open offer here at the moment. Tell us what you look for: the secretariat also asks hosts that have no offer on this site.
offers-range = Offers { $first } to { $last } of { $total }
offers-browse = Browse by
facet-activity = Activity
facet-audience = Who comes
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
card-no-month = No dates in the coming twelve months
card-languages = Languages
card-support = Support for fewer opportunities
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
offer-ask-text = The secretariat answers within { $days } working days and introduces you to the host.
offer-ended-all = See open offers
offer-who = Who can come
offer-when = When
offer-how-long = For how long
offer-how-many = How many
offer-cost = What it costs
offer-see = What you will see
offer-learn = What you will take home
offer-support = For people with fewer opportunities
offer-support-none = This host names no particular support. Ask all the same: say what your group needs.
offer-support-barriers = Where the host has experience
offer-practical = Practical matters
offer-accessibility = Access
offer-travel = How to get there
offer-travel-rail = Reachable by train from abroad within a day.
offer-minors = People under 18
offer-minors-yes = Welcome.
offer-minors-no = Not received.
offer-reciprocity = A visit in turn
offer-reciprocity-yes = The host would like to visit you too.
offer-reciprocity-no = The host does not plan to visit in turn.
offer-host = The host
offer-host-website = The host’s website
offer-host-contact = There is no contact address here on purpose: the secretariat introduces you.
offer-valid-until = Open until { $date }
offer-sectors = Sector
offer-themes = Themes
map-title = Where you can go
map-description = The map of open hosting offers: a dot a region of Europe, and the same as a list by country.
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
map-list-note = The same as on the map, to read.
map-beyond = Beyond the edges of the map: { $regions }
map-empty = No offer is open at present.
map-link = See them on the map
offer-similar = Similar offers
offer-similar-note = Open now, on the same subject, for some of the same people.
share-title = Pass it on
share-mail = By e-mail
share-system = By an app
share-copy = Copy the link
share-copied = The link is copied.
share-not-copied = Your browser does not let us copy. The link is { $address }
share-print = Print
offer-map = Map: { $place }, { $region }, { $country }

## Stories
stories-title = Exchanges that took place
stories-lead = What hosts and visitors did, what both sides learned, and what came of it.
stories-description = Case studies of exchanges between European regions: the programme, the lessons of both sides, and what came of it.
stories-of-activity = { $label }: stories
stories-of-country = Stories from { $label }
stories-of-sector = Stories from the sector { $label }
stories-of-theme = Stories about: { $label }
stories-of-lead = { $count ->
    [one] One exchange that took place.
   *[other] { $count } exchanges that took place.
  }
stories-range = Stories { $first } to { $last } of { $total }
stories-empty = No story has been told yet.
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
story-fewer-opportunities = { $count } of them with fewer opportunities
story-background = How it came about
story-programme = The stops
story-lessons = What both sides learned
story-voices = Voices
story-follow-up = What came of it
story-offer = It grew from this offer
story-source = Source: { $source }
story-published = Published here on { $date }
story-good-practice = Lessons of all exchanges
story-related = Offers on the same themes
story-next = Would this help your institution?
story-next-text = Tell us what you want to learn. No account, ten minutes, and a person answers.
image-credit = Picture: { $credit }

## Forms
form-required = required
form-choose = Please choose
form-submit = Send
form-problems-title = Please look at these points; everything you typed is still there
form-problems-page-title = Problem
form-legend-who = Who you are
form-legend-what = What you want to learn
form-legend-offer = What you offer
form-legend-when = When and how many
form-legend-need = What your group needs
form-legend-terms = On which terms
form-legend-support = Support you can give
form-legend-consent = Before you send
form-more-languages = Further languages
form-more-windows = Further dates
form-honeypot = Leave this field empty
form-proof = While you type, your browser does a small calculation that keeps robots away. Nobody else is asked for it.
form-proof-waiting = One moment: your browser finishes its calculation, then this is sent.
form-proof-failed = The calculation did not succeed; this is sent all the same.
form-proof-without = This site asks browsers for a small calculation that keeps robots away. Yours can’t do it without script: what you send reaches us all the same, and is sorted by hand.
form-draft-restored = What you typed earlier was kept in this browser and is filled in again.
form-draft-discard = Empty the form
form-draft-note = While you type, a draft is kept in this browser only, until you send.
# Why something was not accepted, and what to do then.
form-outcome-unavailable-title = Not saved
form-outcome-unavailable = Our store can’t be reached at this moment, so nothing was saved. Please send it again in a minute.
form-outcome-too-many-title = Too many requests
form-outcome-too-many = So many requests came from your network that we pause for a minute. Nothing was saved; please send it again in a minute.
form-outcome-malformed-title = This could not be read
form-outcome-malformed = What arrived is damaged, so nothing was saved. Please send it again.
form-outcome-cut-off-title = Not all of it arrived
form-outcome-cut-off = The connection broke off too early, so nothing was saved. Please send it again.
form-outcome-too-slow-title = This took too long
form-outcome-too-slow = What you sent did not arrive within half a minute, so nothing was saved. Please send it again over a better connection.
form-outcome-not-utf-8-title = Some letters could not be read
form-outcome-not-utf-8 = Letters with accents arrived in an old coding, so nothing was saved. Please fill in the form in another browser.
form-outcome-too-many-fields-title = This is more than the form has
form-outcome-too-many-fields = More fields arrived than any of our forms has, so nothing was saved. If a program filled in the form for you, please do it by hand.
form-outcome-too-large-title = This is too much
form-outcome-too-large = What you sent is larger than a request can be (128 kilobytes), so nothing was saved. Please shorten the longest text.
form-outcome-wrong-type-title = This is not a form
form-outcome-wrong-type = What arrived is in a format that this address does not read, so nothing was saved. Please use one of our forms.
form-outcome-unknown-form-title = Which form is it?
form-outcome-unknown-form = What arrived does not say which of our forms it is, so nothing was saved. Please begin with one of these.
form-outcome-method-not-allowed-title = There is nothing to read at this address
form-outcome-method-not-allowed = Our forms send to it. By opening it you have sent nothing, and nothing is lost.
form-outcome-not-found-title = There is nothing at this address
form-outcome-not-found = The link may be old, or a letter is missing. Please begin with one of these.
form-outcome-kept = Everything you typed is still below.
form-outcome-back = Go back in your browser: what you typed should still be there.

find-description = Ask the secretariat for a host in another European region. No account, ten minutes, and a person answers.
offer-form-description = Offer to host visitors from other European regions: job shadowing, study visits, placements.
join-description = Join the Regional Skills Partnership for Lifelong Learning Mobility.

field-organisation-name = Name of your organisation
field-organisation-kind = Kind of organisation
field-organisation-country = Country
field-organisation-place = Town
field-contact-name = Your name
field-contact-role = Your role
field-contact-email = E-mail address
field-contact-email-hint = Only the secretariat sees it, until you agree to be introduced.
field-offer = Offer you ask about
field-offer-hint = Leave it open if you do not have a certain one in mind.{ $demo ->
    [0] { "" }
   *[other] { " " }Some of these are demonstrations: their hosts are invented.
  }
field-offer-typed-hint = Filled in when you come from an offer’s page. To name one by hand, write the last part of its address.
field-offer-none = No certain offer
field-activity = What kind of exchange
field-activities = What kinds of exchange
field-audiences = Who would come
field-audiences-offer = Who may come
field-sectors = Sector
field-sectors-hint = The field of education it is about (ISCED-F 2013).
field-themes = Themes
field-goal = What you want to learn
field-goal-hint = In a few sentences: what you would like to see, and what you would do with it at home.
field-countries = Countries you would like to go to
field-countries-hint = None means that any country is welcome.
field-own-country-welcome = A host in our own country is welcome too
field-period = When you could go
field-period-from = From
field-period-until = Until
field-period-hint = The earliest and the latest day; the visit itself may be shorter.
field-days = Days of the visit
field-days-hint = Without travel.
field-participants = How many would come
field-fewer-opportunities = Of these, people with fewer opportunities
field-fewer-opportunities-hint = An estimate is enough.
field-minors = Some of them are under 18
field-minors-offer = We receive people under 18
field-languages = Languages your whole group can work in
field-languages-offer = Languages in which you can receive visitors
field-languages-hint = With the level (Common European Framework) that everybody has at least.
field-languages-offer-hint = With the level (Common European Framework) that visitors need.
field-languages-code = Language
field-languages-level = Level
field-language-number = Language { $number }
field-support-measures = What would help your group
field-support-measures-offer = What you can offer
field-support-barriers = Barriers that people in your group face
field-support-barriers-offer = Barriers you have experience with
field-support-barriers-hint = Only as far as it helps us to find the right host. No names, no diagnoses.
field-support-note = Anything else about support
field-website = Website
field-website-hint = Beginning with https://
field-title = Title
field-title-hint = What one sees, in at most 160 characters.
field-summary = Summary
field-summary-hint = One or two sentences that make the right person want to come, in at most 300 characters.
field-programme = Programme
field-programme-hint = The stops of a visit: the places, and what is seen there.
field-learning = What visitors take home
field-group = Size of a group
field-group-min = At least
field-group-max = At most
field-duration = Days of a visit
field-duration-min = At least
field-duration-max = At most
field-windows = When visitors can come
field-windows-from = From
field-windows-until = Until
field-window-number = Dates { $number }
field-costs = What visitors pay
field-costs-hint = For instance: nothing; meals only; materials, 20 euro a day.
field-by-rail = We can be reached by train from abroad within a day
field-safeguarding = How people under 18 are kept safe
field-safeguarding-hint = Required if you receive them: who is responsible, day and night.
field-reciprocity = We would like to visit in turn
field-motivation = Why you want to join, and what you would bring
field-show-as-supporter = You may show our name among the supporters
field-consent = Consent
field-consent-text = I agree that the secretariat stores what I wrote here and uses it to find a match, as the privacy notice says.
field-consent-link = Privacy notice

problem-missing = Please fill this in.
problem-empty = Please fill this in.
problem-too-long = This has { $length } characters; at most { $max } fit.
problem-too-short = This has { $length } characters; please say a little more, at least { $min }.
problem-too-many = These are { $count }; please choose at most { $max }.
problem-control-character = This contains an invisible character; please type it again.
problem-text-direction = This contains a hidden sign that turns letters round; please type it again.
problem-lost-character = A letter was lost here (�); please type it again.
problem-line-break = Please write this on one line.
problem-given-twice = This arrived { $count } times; please fill it in once.
problem-wrong-type = This is not the kind of answer that belongs here.
problem-unknown-key = “{ $value }” is no field of this form; please leave it out.
problem-unknown-key-suggested = “{ $value }” is no field of this form; is “{ $suggestion }” meant?
problem-language = “{ $value }” is not the code of a language.
problem-unknown-code = “{ $value }” is not one of the choices; please choose again.
problem-unknown-code-suggested = “{ $value }” is not one of the choices; is “{ $suggestion }” meant?
problem-repeated = “{ $value }” is there twice; please keep one.
problem-date = “{ $value }” is not a date; please write the year, the month and the day: 2027-03-18.
problem-number = “{ $value }” is not a number; please write digits only.
problem-out-of-range = This must be between { $min } and { $max }; it is { $value }.
problem-reversed = { $last } comes before { $first }; please turn them round.
problem-past = { $value } is in the past; please choose a day to come.
problem-web-address = “{ $value }” is not a web address; please begin with https://.
problem-email-local-part = Many mail servers can’t deliver to “{ $value }”, because of the letters before the @. Give an address with only the letters a to z, digits and . _ + - there; behind the @ any letters will do.
problem-address-with-user = Please leave out the user name and the password in this address.
problem-email-address = “{ $value }” is not an e-mail address; it should look like name@organisation.eu.
problem-flag = Please tick this or leave it; “{ $value }” is neither.
problem-activity-bound = { $value } is outside what this kind of exchange allows: { $bound }.
problem-window-too-short = The visit takes { $needed } days, but there are only { $days }.
problem-part-exceeds-whole = { $part } is more than the { $whole } who would come.
problem-unknown-reference = There is no open offer “{ $value }”; please choose another or none.
problem-unknown-reference-suggested = There is no open offer “{ $value }”; is “{ $suggestion }” meant?
problem-consent = We can store nothing without your consent.
problem-other = Please look at this again.

## After sending
thanks-title = Thank you, it has arrived
thanks-reference = Your reference
thanks-reference-text = Please keep it, and name it when you write to us.
thanks-next-title = What happens next
thanks-email = Questions meanwhile: { $email }
not-accepted-title = This did not work

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
promoters-lead = People who stand up for learning abroad in their region and beyond.
promoters-description = Promoters of lifelong learning mobility in European regions.
promoters-become = Write to { $email }, and tell what you would like to move.
monitoring-title = Figures
monitoring-lead = What took place, for whom, and how far the network is from what it promised. What is not known is left out, not guessed.
monitoring-description = Figures of the network by year: mobilities, participants, people with fewer opportunities against pledge and target, and open offers by country and sector.
monitoring-offers-by-country = Open offers by country
monitoring-offers-by-sector = Open offers by sector
monitoring-exchanges = Exchanges told, by year
monitoring-year = Year
monitoring-exchanges-count = Exchanges
monitoring-participants = Participants
monitoring-participants-unknown = { $count ->
    [one] not known for 1 exchange
   *[other] not known for { $count } exchanges
  }
monitoring-offers-count = Offers
monitoring-demo = { $count } of the { $total } open offers are demonstrations.
monitoring-targets = Pledges and targets
monitoring-targets-text = The partnership’s pledges and the Council’s recommendation are different numbers. Both stand here, each with its name.
percent = { $number } %

## Search, data, nothing
search-title = Search and browse
search-lead = Offers and stories by their words, or by what they have in common.
browse-lead = Offers and stories by what they have in common.
search-description = All hosting offers by activity, country, theme, sector, audience and region, and all stories.
search-stories = Stories
open-data-title = Open data
open-data-lead = Everything published here can be used by anyone, also by programs: free of charge, without a key, without asking.
open-data-description = Hosting offers and case studies as JSON and CSV with schemas, feeds, a calendar, lists for your own website, under CC BY 4.0.
open-data-sets = Data sets
open-data-what = What
open-data-formats = Formats
open-data-changed = Last changed
open-data-changed-unknown = bears no date
open-data-schema = schema
open-data-in-language = { $format } ({ $language })
data-offers = Hosting offers
data-offers-text = All offers, open and ended, with host, place, activities, sectors, windows, support and travel.
data-case-studies = Case studies
data-case-studies-text = Exchanges that took place: who, where, when, how many, and what both sides learned.
data-monitoring = Figures by year
data-monitoring-text = Mobilities and participants of each year, by activity and country; small numbers are protected.
data-vocabulary = Vocabularies
data-vocabulary-text = All codes with their labels: activities, audiences, sectors (ISCED-F), regions (NUTS), languages and others. Other words for themes and sectors, in many languages, are in a file of their own.
data-events = Events
data-events-text = All events as a calendar that yours can subscribe to.
data-news = News
data-news-text = New stories and newly confirmed offers, as a feed.
data-catalogue-text = Open data on learning mobility between European regions: offers to host, and what came of exchanges.
format-json = JSON
format-csv = CSV
format-atom = Atom
format-ics = iCalendar
open-data-follow = Follow
open-data-follow-text = A feed tells you of every offer that a host has newly confirmed. Put its address into your feed reader, or into your own website.
open-data-follow-country = Feeds by country
open-data-follow-sector = Feeds by sector
feed-of = Feed: { $label }
open-data-embed = On your own website
open-data-embed-text = Show open offers in a page of yours. The list has no script, sets no cookie, follows your visitors’ choice of light or dark, and is renewed with every new offer. Copy this:
open-data-embed-example = This list, alone in a window
open-data-embed-all = The list of all offers
open-data-embed-how = Any country, region, activity, sector or theme has such a list: take the address of its page and write “embed” before the language and leave out “offers”. So /en/offers/country/es/ becomes /embed/en/country/es/.
open-data-program = Send a request by a program
open-data-program-text = Your own system can send what the three forms send: without a key, in JSON. The same rules hold, and a person at the secretariat reads it. This is a whole request; with your own words in it, it can be sent from a command line:
open-data-api = OpenAPI description
open-data-api-text = Every field with its limits and codes, every answer and every problem, in OpenAPI 3.1, for programs that make clients. It is made from the rules themselves.
open-data-answer = What comes back
open-data-answer-text = Status 201 and a reference, such as MM-7K3M-9QPD-2XWV. Or 422 and every problem at once: its field, a code that stays, and a sentence for people.
open-data-again = Sent twice
open-data-again-text = The same request gets the same answer with the same reference, and is kept once. So send it again when the line breaks. A header “Idempotency-Key” tells two equal requests apart, where both are meant.
open-data-person = Whose words
open-data-person-text = Send only what a person wrote and agreed to: “consent” is that person’s. Try as little as you need: somebody reads every request.
open-data-service = Takes wishes for a host, offers to host and wishes to join, as JSON or as a form, and answers with a reference.
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
open-data-linked-text = Every offer, case study and event says in its page what it is, in the words of schema.org.
open-data-sitemap = Sitemap
open-data-sitemap-text = All addresses with their languages, and when they last changed.
open-data-security = Security
open-data-security-text = Whom to tell of a weakness of this site.
open-data-promise = What you can rely on
open-data-stable-addresses = Addresses stay. An offer that has ended stays at its address and in the data, marked as ended.
open-data-stable-fields = Fields stay, with their meaning. New ones may come: pass over what you do not know.
open-data-stable-version = If a field must change its meaning, the number “version” in the file grows, the schemas move to a new address, and the change log says so before.
open-data-stable-demo = Demonstrations are marked as such in every format. Leave them out where you speak of real offers.
open-data-stable-privacy = There are no contact details of persons in the data; the secretariat is the contact.
open-data-licence-title = Licence
open-data-licence = Creative Commons Attribution 4.0. Name the source and link to this site, and say if you changed something.

## The description for programs, which has the words of the forms beside these
api-title = { $site }: sending requests
api-description = Send a wish for a host, an offer to host, or a wish to join the partnership, as the forms of the site do. Nobody needs a key. { $organisation } reads every request, and a person answers within { $days ->
    [one] one working day
   *[other] { $days } working days
  }. Whatever a program sends is judged by the rules of the forms; the limits of texts count what is left when white space at both ends is taken away, in Unicode’s form NFC.
api-send = Send a request
api-send-text =
    The key “form” says which of the three forms it is. A key with “null” counts as left out, an unknown key is a problem. At most { $kibibytes } KiB, in UTF-8, not compressed.

    A body of the type application/x-www-form-urlencoded has the names of the form’s fields: each is the way to a value in the JSON document, so “period.from”, or “languages[0].code” for the first of several languages. A list is one name several times. Such a body is answered with pages for people, unless the header “Accept” asks for application/json and not for text/html.

    Some rules look at more than one value, and so stand in no schema. Days must lie ahead; the end may not come before the beginning, nor the most be less than the least. A visit must fit into its window, and a group and a duration into what the activity allows, as “activities” in data/vocabulary.json says it. People with fewer opportunities can’t be more than those who would come. An offer must be open.

    The same request sent again, by a retry or a double click, is stored once and has one reference.
api-key = Tells two requests apart that are equal in every word. The same key with the same request is the same request.
api-received = The page after a request
api-received-text = A page for people that thanks, and shows the reference of its address. It looks nothing up, so it is the same for a reference that nobody was given.
api-ask = The form, with an offer chosen
api-ask-text = The page of the form “find a host” for people who come from an offer. For an offer that is not open it says so, with status 404.
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
api-field-language-hint = The language in which the secretariat answers, if it can, and in which problems are told, if the site has it.
api-field-offer-hint = The last part of an open offer’s address: “slug” in data/offers.json, where “open” is true.
api-field-consent-hint = The person named as contact has agreed that the secretariat stores the request and uses it to find a match, as the privacy notice says.
api-field-proof = Proof of work
api-field-proof-hint = Where the site asks for one. It is never a problem: without it, a request is only looked at with more care.
api-field-contact = Contact
api-field-contact-hint = The person to answer to.
api-field-organisation = Organisation
api-field-support = Support for people with fewer opportunities
api-answer-200-page = A page.
api-answer-200-health = It answers, and requests can be stored as far as is known.
api-answer-503-health = It answers, and requests can’t be stored at the moment.
api-answer-200-challenge = A calculation.
api-answer-404-challenge = This site asks for none.
api-answer-503-challenge = None can be made at the moment.
api-answer-201 = Stored, now or before.
api-answer-303 = Stored, now or before, for a browser: the page after a request.
api-answer-400 = The body can’t be read as what it says it is, or the “Idempotency-Key” can’t be one.
api-answer-404 = There is no such page, or no such open offer.
api-answer-405 = Another method.
api-answer-408 = The body did not arrive in time.
api-answer-413 = The body has more than { $kibibytes } KiB.
api-answer-415 = Another type than the two, another encoding than UTF-8, or a compressed body.
api-answer-422 = The request breaks rules. All problems are told at once, at most { $problems }. Nothing is stored.
api-answer-429 = Too many requests from one address. Nothing is stored.
api-answer-503 = The request could not be stored. Send it again.
api-location = The page after a request.
api-allow = The methods that are understood.
api-accept-post = The types that are read.
api-retry-after = Seconds to wait.
api-problem-title = The status in words.
api-problem-status = The status of the answer.
api-problem-code = Why the request was not taken. Codes stay; new ones may come.
api-problem-detail = What is wrong, in English, for developers.
api-problem-reason = What exactly is wrong, as a word that stays, where the code does not say it.
api-problem-suggestion = What was probably meant.
api-problem-problems = Every problem with the request, in the order of the form.
api-problem-field = The way to the value: the name of the form’s field.
api-problem-fault = What is wrong with it. Codes stay; new ones may come.
api-problem-message = The same as a sentence for people, in the language of the request.
api-refusal-malformed = It can’t be read.
api-refusal-not-found = There is no such page.
api-refusal-method-not-allowed = Another method is needed.
api-refusal-too-slow = It did not arrive in time.
api-refusal-too-large = It is too large.
api-refusal-wrong-type = It is of a type that is not read.
api-refusal-invalid = It breaks rules; “problems” says which.
api-refusal-too-many = There were too many.
api-refusal-unavailable = It could not be stored.
api-fault-unknown-key = No form has this key.
api-fault-wrong-type = A text where a list belongs, and so on.
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
api-example-motivation = We have sent apprentices abroad for years, and want to help others to begin.

## Within another website's page
embed-demo = Demonstrations: invented hosts that show how this works.
embed-all = { $count ->
    [one] See this offer with all it says
   *[other] See all { $count } offers
  }
embed-source = From { $organisation }, under CC BY 4.0. Links open in a new window.

not-found-title = There is nothing at this address
not-found-text = The address may be mistyped, or the page was moved. These lead on:
page-contents = On this page
partners-title = Who carries the partnership
partner-since = since { $date }
fewer-offers = { $count ->
    [one] One open offer names support for people with fewer opportunities.
   *[other] { $count } open offers name support for people with fewer opportunities.
  }

menu-close = Close
nav-contact = Contact
home-title = Say what you want to learn. We find who can show you.
home-lead = Regions and schools across Europe open their doors to staff and learners. You describe the visit; a person at the secretariat finds the host and introduces you.
home-key-offers = open offers
home-key-visitors = visitors
home-key-hosts = hosts of exchanges
home-step-ask-when = ten minutes
home-step-ask-text = You tell us what your group wants to learn, in what form and when. No account.
home-step-match-when = an answer within { $days } working days
home-step-match-text = A person looks for a host that fits, and introduces you to each other.
home-step-visit-when = two days to a year
home-step-visit-text = You prepare it together, and go.
home-step-story-when = afterwards
home-step-story-text = What both sides learned is told here, so that the next ones can follow.
home-offers-title = Open now
home-offers-note = The most recently confirmed first. The bars show when a host can receive you.
home-numbers-all = All figures
days = { $from } – { $until }
timetable-what = Activity, title and place
timetable-who = Who, how long
card-when = Open
card-group = Group
card-days = Days
card-persons = { $max ->
    [one] 1 person
   *[other] { $range } persons
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
offers-invite = Found nothing that fits? Describe what you look for: the secretariat also asks hosts that have no offer here.
offer-ended = This offer ended on { $date }.
offer-ended-text = The page stays so that links to it keep working.
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
offer-accommodation = Where you sleep
offer-invite = Would you like to see this?
stories-note = The ring is where the visitors came from, the dot is where they went.
story-to = to
story-exchange = The exchange
story-about = About this story
story-lessons-hosts = The hosts, in { $places }
story-lessons-participants = The visitors, from { $places }
form-find-a-host-title = Find a host
form-find-a-host-lead = Four short parts, about ten minutes, no account. A person reads what you write and looks for a host among the regions of the network.
form-offer-to-host-title = Offer to host
form-offer-to-host-lead = Show others what you do well. Once the secretariat has talked to you, your offer appears on this site, without your contact details.
form-join-title = Join the partnership
form-join-lead = The Regional Skills Partnership for Lifelong Learning Mobility is open to organisations that want more people to learn abroad, above all those with fewer opportunities.
form-legend-join = Why you join
form-who-note = Only the secretariat sees this.
form-next-today = Today
form-next-today-text = You see a reference, which you can name if you write to us.
form-next-answer = Within { $days } working days
form-next-answer-text = A person answers to the address you gave, often with a question.
form-next-match = When there is a match
form-next-match-text = Both sides get one message that introduces them to each other. Nobody gets your contact details before you agree.
form-next-none = If nobody fits
form-next-none-text = We tell you so, and what could be changed.
thanks-meanwhile = Meanwhile
thanks-stories = Read what others saw
event-about = What it is
events-to-come = To come
events-past = Past
promoters-become-title = Would you like to become one?
monitoring-caption-country = Open offers by the country of the host
monitoring-caption-sector = Open offers by sector (ISCED-F broad fields); an offer with several counts for each

## Figures by year
monitoring-demo-years = These yearly figures are invented. Nobody counted them; they show what this page tells once partners report. Only the stories told further down took place.
monitoring-none = Partners have not reported a year yet.
monitoring-took-place = What took place
monitoring-took-place-note = A mobility is one visit or stay; a group that travels together is one. Participants are persons.
monitoring-chart-participants = Participants by year
monitoring-chart-fewer = Share of participants with fewer opportunities
monitoring-chart-vet = Share of learners in vocational training on a mobility
monitoring-chart-days = Days from request to match
monitoring-chart-days-unit = Median, in days
monitoring-chart-percent-unit = In per cent
monitoring-chart-persons-unit = In persons
monitoring-learners = Learners
monitoring-staff = Staff
monitoring-undivided = Not told apart: one number is too small
monitoring-mobilities = Mobilities
monitoring-share = Share
monitoring-fewer = People with fewer opportunities
monitoring-fewer-note = Counted in persons, of all participants of the year.
monitoring-vet = Learners in vocational training
monitoring-vet-note = Of all learners in vocational education and training in the regions that report, those who went on a mobility, by whatever way.
monitoring-vet-learners = All learners
monitoring-vet-mobile = On a mobility
monitoring-requests = From request to match
monitoring-requests-note = Requests are those of organisations. Half of the matches took no longer than the days shown.
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
monitoring-together = Shown together, because one of them alone is too small to be told
monitoring-list-withheld = { $year } can’t be told line by line: too many of its numbers are small.
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
monitoring-stories-note = These took place. They are counted from the { $count ->
    [one] one case study
   *[other] { $count } case studies
  } published here.
monitoring-offers = Open offers
monitoring-offers-note = Counted at every build of this site.
monitoring-method = How we count
monitoring-method-small-title = Small numbers
monitoring-method-small = A number of persons from 1 to { $most } is not published: who knows the region would know the person. It is told as “fewer than { $least }”, or together with the next larger ones, so that it does not follow from a sum either. Shares of such numbers are left out.
monitoring-method-mobility-title = Mobilities and participants
monitoring-method-mobility = Partners report once a year, by activity. A visit or stay counts in the year in which it began.
monitoring-method-data-title = The same figures as data
monitoring-method-source-title = Sources
bars-more = { $count } more

## Good practice
nav-good-practice = Good practice
practice-title = Good practice
practice-lead = What hosts and visitors say they learned: { $lessons ->
    [one] one lesson
   *[other] { $lessons } lessons
  } from { $stories ->
    [one] one exchange
   *[other] { $stories } exchanges
  } that took place, each with the story it comes from.
practice-description = Lessons for hosts and for visitors from the exchanges told on this site, by theme.
practice-themes = Themes
practice-other = Without a theme
practice-lessons = { $count ->
    [one] 1 lesson
   *[other] { $count } lessons
  }
practice-touched = touched on
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
practice-beside-note = Stories told above that touch on these as well.

## Fewer opportunities
fewer-offered = What hosts offer today
fewer-offers-of = { $count ->
    [one] of { $of } open offers names support
   *[other] of { $of } open offers name support
  }
fewer-measures = Measures, by open offers
fewer-measures-note = Behind each line stand the offers. An offer with several measures counts for each.
fewer-barriers = Where hosts have experience
fewer-barriers-note = The eight barriers of Commission Implementing Decision (EU) 2021/1877, and the offers whose hosts say that they know them.
fewer-more-offers = { $count ->
    [one] 1 more among the offers
   *[other] { $count } more among the offers
  }
fewer-pledge = Pledge and target
monitoring-demo-short = These yearly figures are invented: they show what stands here once partners report.

## Partnership
standing-pledge-vet = of learners in vocational training on a mobility: the partnership’s pledge
standing-council-vet = of learners in vocational training, at least: the Council’s recommendation
standing-pledge-fewer-opportunities = of all mobilities for people with fewer opportunities: the partnership’s pledge
standing-council-fewer-opportunities = of mobile learners with fewer opportunities, at least: the Council’s recommendation
standing-by = By { $year }
standing-no-year = No year named
standing-known = Latest figure: { $share } in { $year }
standing-known-so-far = Latest figure: { $share } in { $year }, so far
standing-unknown = No figure has been reported yet
plans-title = Six planned activities
plans-note = What the partners want to do, and what on this site serves it today.
plan-here = Here today:
plan-practice = Share good practice
plan-practice-text = What works is passed on, above all where people with fewer opportunities are concerned.
plan-practice-state = { $lessons ->
    [one] one lesson
   *[other] { $lessons } lessons
  } from { $stories ->
    [one] one exchange
   *[other] { $stories } exchanges
  }.
plan-definition = Say what “fewer opportunities” means
plan-definition-text = The partners agree on whom they mean, and on how these people are best involved.
plan-definition-state = eight barriers in plain words, and { $count ->
    [one] one open offer
   *[other] { $count } open offers
  } with support.
plan-monitoring = Keep track
plan-monitoring-text = Partners follow which opportunities there are, and which mobilities are under way.
plan-monitoring-state = { $offers ->
    [one] one open offer
   *[other] { $offers } open offers
  } counted at every build, and { $years ->
    [0] room for the figures of a year, which nobody has reported yet.
    [one] the figures of one year.
   *[other] the figures of { $years } years.
  }
plan-promoters = Promoters of learning mobility
plan-promoters-text = A growing circle of people and institutions who stand up for mobility.
plan-promoters-state = { $count ->
    [0] nobody has been named yet.
    [one] the first of them.
   *[other] { $count } of them.
  }
plan-tool = Open the tool to more people
plan-tool-text = Exchanges, student mobility, and job shadowing for staff of regional and local authorities.
plan-tool-state = { $count ->
    [0] no open offer for staff of authorities.
    [one] one open offer for staff of authorities.
   *[other] { $count } open offers for staff of authorities.
  }
plan-tool-link = See them
plan-events = Matchmaking events
plan-events-text = Held once or regularly, so that joint projects can be prepared there.
plan-events-state = { $count ->
    [0] no date is set yet.
    [one] one event to come.
   *[other] { $count } events to come.
  }
joining-title = How to join
joining-ask = Write to us
joining-ask-text = The form asks who you are and why you want to join; { $email } will do as well. Any organisation may, a member of the network or not.
joining-talk = A person answers
joining-talk-text = Within { $days } working days, often with a question about what you could bring.
joining-shown = You are shown
joining-shown-text = If you agree, your name and logo stand among the supporters.

events-count = { $count ->
    [one] 1 event
   *[other] { $count } events
  }
event-hours = The hours are in the text below.
event-days = { $count ->
    [one] one day
   *[other] { $count } days
  }
event-registration = Registration
event-registration-none = None needed, or told later
event-registration-closed = Closed, the event is over
event-registration-demo = Not possible: an example
event-add = Add to your calendar
event-over = This event is over.
events-calendar-note = A subscribed calendar follows what is announced here.
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
promoters-what-tell = Tell what was learned
promoters-what-tell-text = An exchange that is told well brings the next one. Stories stand here with both sides’ lessons.
promoters-what-tell-link = Stories
promoters-what-invite = Bring others in
promoters-what-invite-text = Colleagues, neighbouring regions, people who were never asked whether they would like to go.
promoters-what-invite-link = Fewer opportunities
promoters-none = Nobody has been named yet.

## Privacy
retention-title = How long a request is kept
retention-note = Counted from the last step, or from the end of the visit where that is later. After that nobody sees the request any more, and it is erased.
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
retention-spam-why = time to find what was suspected wrongly

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
find-failed = The search can’t be loaded at the moment. The list below is whole.
find-again = Try again
find-unknown = This address asks for something that is not known here, and it was left out: { $names }
find-unknown-remove = Take it out of the address
find-empty = Nothing fits all of this at once.
find-empty-words = Nothing here has “{ $words }”.
find-empty-without = With one thing less
find-without = Without { $label } ({ $count })
find-empty-near = Did you mean
find-empty-form = Or describe what you look for: the secretariat also asks hosts that have no offer here.
filter-activity = Activity
filter-audience = Who comes
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
filter-group-2-5 = 2 to 5 persons
filter-group-6-10 = 6 to 10 persons
filter-group-11-20 = 11 to 20 persons
filter-group-21-40 = 21 to 40 persons
filter-group-over-40 = More than 40 persons
filter-support = Fewer opportunities
filter-support-any = Any support
filter-rail = Reachable by train
filter-minors = Under 18 welcome
filter-year = Year
filter-kind = What
filter-kind-offer = Offers
filter-kind-case-study = Stories
find-elsewhere-offers = A choice opens the list of all offers.
find-elsewhere-stories = A choice opens the list of all stories.
stories-browse = Browse the stories
find-results = What was found
