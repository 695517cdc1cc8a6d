# What the desk hands over: offers, case studies
papers-title = Papers
papers-offer = Make an offer of it
papers-offer-done = The offer { $slug }
papers-story = Begin the case study
papers-erase = Erase this request …
papers-preview = The file as it will be
papers-preview-scroll = Text of the file
papers-look = Show the file
papers-download = Download
papers-write = Write the file
papers-write-hint = { $path } in the site’s folder. Whoever looks after the site commits it.
papers-no-folder = This desk does not run beside the site’s folder. Download the file, put it to { $path }, and commit it.
papers-written = { $path } is written
papers-recorded = It is recorded
papers-clean = The check finds nothing wrong with it. Look at it on the site, then commit it.
papers-remarks = The check says of it:
papers-line = line { $line }
papers-elsewhere = { $count ->
    [one] One other problem of the content keeps the site from being built; `matchmaker check` names it.
   *[other] { $count } other problems of the content keep the site from being built; `matchmaker check` names them.
}
papers-unchecked = It was written, but the content could not be checked: { $reason }
papers-choose = Choose …
papers-slug = Name in the address
papers-slug-hint = Lower-case letters, digits and hyphens. It stays for good.
papers-reference = Request { $reference }

offer-title = An offer from { $organisation }
offer-intro = The host’s own words become a file of the catalogue. Contact data stay here: visitors write to you.
offer-adds = What the form does not ask
offer-region = Region
offer-region-hint = The host’s region, as far as the catalogue knows it.
offer-without-region = The catalogue has no region of { $country } yet. Have one added to content/vocabulary/regions.yaml, and come back.
offer-valid-until = Last day of the offer
offer-valid-until-hint = After it the offer is shown as ended. Suggested is the end of the last window.
offer-stops = Programme, stop by stop
offer-stops-hint = The host’s words, a line each. Choose a kind to make a stop of it; any other line stays in the file as a comment.
offer-stop = Stop { $number }
offer-stop-name = Place
offer-stop-kind = Kind
offer-stop-see = What is seen there
offer-other-language = It is written in { $language }. The file says so; a translation is added beside it.
offer-names-contact = Its words seem to have an e-mail address or a telephone number. Take it out of the file before it is committed.
offer-cautions = To look at
offer-accepted = It is in the catalogue as { $slug }.
offer-see = See it on the site
offer-accept = Record the name only
offer-accept-hint = If you put the file there yourself.
offer-cannot-accept = Where the request stands now, no offer can be recorded. Take it back to review first.

story-title = A case study of { $organisation }
story-intro = What the desk knows is filled in. The story itself is for people to tell.
story-host-region = Region of the host
story-visitor-region = Region of the visitors
story-left = What remains to be written
story-left-title = a title and a summary
story-left-lessons = what the hosts learned, and what the visitors learned: at least a sentence each
story-left-parts = the story: the question, the days on the spot, what travelled home, what stayed
story-left-published = the day of publication; then the line “draft: true” goes
story-draft = Until then it is a draft: the check names what is left, nothing is published, and the site can be built.
story-consent = Ask both sides first whether their names may stand there. A person’s words need their consent in writing.
story-goal = What the group asked for stays here; it is not in the file.
story-not-completed = The visit is not recorded as completed yet, so its days and numbers are missing.
story-begun = The case study was begun: { $path }

problem-slug = Write a name of lower-case letters a–z, digits and single hyphens.
problem-region = Choose the host’s region.
problem-valid-until = Write a day from today on.
problem-stop = Stop { $number } needs a name, and what is seen there.
problem-taken = { $path } is there already, and says something else. Choose another name.
problem-not-written = The file could not be written: { $reason }
problem-no-folder = This desk does not run beside the site’s folder. Download the file instead.
problem-overtaken = Meanwhile somebody changed this request. Look at it, then send again if it still holds.

# Erase
erase-title = Erase { $reference }?
erase-goes = What goes
erase-goes-request = everything they sent, with name and e-mail address
erase-goes-timeline = the whole timeline, with notes and introductions
erase-goes-search = every trace in lists and in search
erase-stays = What stays
erase-counts-received = one request received in { $year }
erase-counts-matched = one request matched in { $year }
erase-counts-declined = one request declined in { $year }
erase-counts-visit = the numbers of one visit in { $year }
erase-counts-none = nothing at all
erase-counts-hint = These are numbers without a reference: nobody can tell whom they came from.
erase-copies = Copies of the store that were made before still have it, until they are removed.
erase-final = There is no way back.
erase-do = Erase for good
erase-cancel = Leave it
erase-by-itself = It would leave by itself on { $day }.
erased-title = { $reference } is erased
erased-in-log = Its words still stand in a file beside the store, since another program is reading the store at the moment. They go by themselves as soon as that has ended; ask whoever runs this machine which program it is.
erased-text = Everything they sent and all that was done about it is gone from this store.
