# What the desk hands over: offers, case studies
papers-title = Documents
papers-offer = Create an offer
papers-offer-done = The offer { $slug }
papers-story = Start the case study
papers-erase = Erase this request …
papers-preview = Preview of the file
papers-preview-scroll = Text of the file
papers-look = Show the file
papers-download = Download
papers-write = Write the file
papers-write-hint = The desk writes { $path } in the site’s folder. Whoever maintains the site commits it.
papers-no-folder = This desk does not run beside the site’s folder. Download the file, save it as { $path }, and commit it.
papers-written = { $path } is written
papers-recorded = Recorded
papers-clean = The check found no problems. Look at it on the site, then commit it.
papers-remarks = The check found:
papers-line = line { $line }
papers-elsewhere = { $count ->
    [one] One other problem of the content keeps the site from being built; `matchmaker check` names it.
   *[other] { $count } other problems of the content keep the site from being built; `matchmaker check` names them.
}
papers-unchecked = The file was written, but the content could not be checked: { $reason }
papers-choose = Choose …
papers-slug = Name in the address
papers-slug-hint = Lower-case letters, digits and hyphens. It cannot be changed later.
papers-reference = Request { $reference }

offer-title = An offer from { $organisation }
offer-intro = The host’s own words become a file of the catalogue. Contact details are not in it: visitors write to you.
offer-adds = What the form does not ask for
offer-region = Region
offer-region-hint = The host’s region, if the catalogue has it.
offer-without-region = The catalogue has no region of { $country } yet. Have one added to content/vocabulary/regions.yaml, and come back.
offer-valid-until = Last day of the offer
offer-valid-until-hint = After this day the offer is shown as ended. The suggestion is the end of the last dates.
offer-stops = Programme, stop by stop
offer-stops-hint = The host’s words, line by line. Choose a kind to turn a line into a stop. Other lines stay in the file as comments.
offer-stop = Stop { $number }
offer-stop-name = Place
offer-stop-kind = Kind
offer-stop-see = What visitors will see
offer-other-language = It is written in { $language }, and the file says so. A translation can be added beside it.
offer-names-contact = The text seems to contain an e-mail address or a telephone number. Remove it from the file before you commit it.
offer-cautions = Please check
offer-accepted = It is in the catalogue as { $slug }.
offer-see = See it on the site
offer-accept = Only record the name
offer-accept-hint = For when you have put the file there yourself.
offer-cannot-accept = No offer can be recorded while the request has this status. Move it back to review first.

story-title = A case study of { $organisation }
story-intro = The desk has filled in what it knows. People have to write the story itself.
story-host-region = Region of the host
story-visitor-region = Region of the visitors
story-left = What you still have to write
story-left-title = a title and a summary
story-left-lessons = what the hosts learned, and what the visitors learned: at least one sentence each
story-left-parts = the story: the question, the days of the visit, what the visitors took home, what the hosts kept
story-left-published = the date of publication; then delete the line “draft: true”
story-draft = Until then it is a draft: the check lists what is missing, nothing is published, and the site can still be built.
story-consent = First ask both sides whether they may be named. A person’s own words need written consent.
story-goal = What the group asked for is shown here only; it is not in the file.
story-not-completed = The visit is not recorded as completed yet, so its days and numbers are missing.
story-begun = Case study started: { $path }

problem-slug = Write a name of lower-case letters a–z, digits and single hyphens.
problem-region = Choose the host’s region.
problem-valid-until = Write a date that is not in the past.
problem-stop = Stop { $number } needs a name and what visitors will see there.
problem-taken = There is already another file at { $path }. Choose another name.
problem-not-written = The file could not be written: { $reason }
problem-no-folder = This desk does not run beside the site’s folder. Download the file instead.
problem-overtaken = Somebody changed this request while you were working on it. Check it, then send it again if it still applies.

# Erase
erase-title = Erase { $reference }?
erase-goes = What will be erased
erase-goes-request = everything they sent, including name and e-mail address
erase-goes-timeline = the whole timeline, with notes and introductions
erase-goes-search = every trace in lists and in the search
erase-stays = What will be kept
erase-counts-received = one request received in { $year }
erase-counts-matched = one request matched in { $year }
erase-counts-declined = one request declined in { $year }
erase-counts-visit = the numbers of one visit in { $year }
erase-counts-none = nothing
erase-counts-hint = These are numbers without a reference. Nobody can tell whose they were.
erase-copies = Older copies of the store still contain it until they are deleted.
erase-final = You cannot undo this.
erase-do = Erase permanently
erase-cancel = Cancel
erase-by-itself = Otherwise it will be erased automatically on { $day }.
erased-title = { $reference } is erased
erased-in-log = Its words are still in a file beside the store, because another program is reading the store. They will be erased as soon as that program ends; ask whoever runs this computer which program it is.
erased-text = Everything they sent and all that was done about it is gone from this store.
