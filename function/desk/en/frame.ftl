# The words of the desk.

desk-name = Desk
desk-title = Mobility Matchmaking desk
skip = Skip to the content
home = To the requests
nav-main = Main
nav-inbox = Requests
nav-site = Website
nav-new = { $count } new
nav-overdue = { $count } overdue
nav-hosts = Hosts
nav-reports = Reports

# Who works here
who-nobody = Who are you?
who-is = You are
who-label = You work here as
who-hint = It stands beside what you do, and shows you what is yours. This browser remembers it until it is closed; empty it to be forgotten.
who-language = Language of the desk
who-save = Remember

# Search
search-label = Search requests
search-short = Search
search-go = Search
search-again = Search again
search-title = Search
search-title-words = Search: { $words }
search-hint = A reference, an organisation, a person, an e-mail address, a town, or words of what was written; also a host’s person or e-mail address, or the name of an offer that was introduced. Beginnings of words will do.
search-empty = Nothing was found. Fewer words find more; what was erased, or has expired, is not found.
search-caption = { $count ->
    [one] One request was found
   *[other] { $count } requests were found
}
search-caption-more = { $count ->
    [one] One request of those found
   *[other] { $count } requests of those found
}

# Keyboard
shortcuts-title = Keyboard shortcuts
shortcuts-text = Keys that act alone, wherever nothing is being typed.
shortcuts-on = Use these shortcuts in this browser
shortcuts-need-script = They need script, which this browser does not run.
shortcuts-close = Close
shortcuts-anywhere = Anywhere
shortcuts-list = In a list
shortcuts-request = With a request
shortcut-search = search
shortcut-inbox = to the requests
shortcut-hosts = to the hosts
shortcut-reports = to the reports
shortcut-help = these shortcuts
shortcut-next = next request
shortcut-previous = previous request
shortcut-open = open it
shortcut-choose = choose it
shortcut-take = take it on
shortcut-note = write a note
shortcut-introduce = introduce the first suggestion
# Below a field that holds more than fits; the values are put in by the browser.
too-long = Too long by { $over }: { $length } of { $max } characters. Nothing was cut off.
