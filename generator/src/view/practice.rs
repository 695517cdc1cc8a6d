//! Good practice: what hosts and visitors learned, gathered from all case studies by theme. Nothing here is written for
//! this page; every lesson is a case study's own.

use std::collections::BTreeMap;

use domain::content::case_study::CaseStudy;
use domain::text::LocalizedText;
use schemars::JsonSchema;
use serde::Serialize;

use super::story::WhenView;
use super::{LocalizedSite, Text};
use content::model::site::Written;

/// Stories shown for a theme, at most: the latest. Readers find the others among the case studies.
const STORIES_OF_THEME: usize = 6;
/// Lessons of one side of a story, at most: the others are in the story.
const LESSONS_OF_SIDE: usize = 5;

/// The whole page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Practice<'s> {
    /// Themes with lessons, those of the most stories first.
    pub themes: Vec<PracticeTheme<'s>>,
    /// Themes that stories touch beside their own.
    pub beside: Vec<PracticeBeside<'s>>,
    pub lessons: usize,
    pub stories: usize,
}

/// A theme with what was learned on it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PracticeTheme<'s> {
    /// Its code; `None` gathers the stories that name no theme.
    pub code: Option<&'s str>,
    pub label: Option<&'s str>,
    pub stories: Vec<PracticeStory<'s>>,
    /// Stories of this theme in all.
    pub count: usize,
    /// Lessons in them.
    pub lessons: usize,
    /// Whether there are lessons of hosts, and of visitors.
    pub of_hosts: bool,
    pub of_visitors: bool,
}

/// What a story teaches.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PracticeStory<'s> {
    pub title: Text<'s>,
    pub address: String,
    pub place: &'s str,
    pub when: WhenView,
    pub hosts: Side<'s>,
    pub participants: Side<'s>,
}

/// What one side learned.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Side<'s> {
    pub lessons: Vec<Text<'s>>,
    /// How many more the story has.
    pub more: usize,
}

/// A theme that no story has as its own.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PracticeBeside<'s> {
    pub code: &'s str,
    pub label: &'s str,
    pub stories: Vec<Reference<'s>>,
}

/// A story, named.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Reference<'s> {
    pub title: Text<'s>,
    pub address: String,
}

impl<'s> LocalizedSite<'s> {
    /// The lessons of all case studies. Each story is listed under its first theme, so that nothing stands there twice.
    pub fn practice(&self) -> Practice<'s> {
        let stories = &self.site.case_studies;
        let mut own: BTreeMap<Option<&str>, Vec<&Written<CaseStudy>>> = BTreeMap::new();
        let mut beside: BTreeMap<&str, Vec<&Written<CaseStudy>>> = BTreeMap::new();
        for story in stories {
            let mut themes = story.entry.value.themes.iter().map(|theme| theme.as_str());
            own.entry(themes.next()).or_default().push(story);
            for theme in themes {
                beside.entry(theme).or_default().push(story);
            }
        }
        let mut themes: Vec<PracticeTheme> = own.iter().map(|(code, stories)| self.theme(*code, stories)).collect();
        themes.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
        let mut beside: Vec<PracticeBeside> = beside
            .into_iter()
            .filter(|(code, _)| !own.contains_key(&Some(*code)))
            .map(|(code, stories)| PracticeBeside {
                code,
                label: self.theme_label(code),
                stories: stories.into_iter().take(STORIES_OF_THEME).map(|story| self.reference(story)).collect(),
            })
            .collect();
        beside.sort_by(|a, b| a.label.cmp(b.label));
        Practice { lessons: themes.iter().map(|theme| theme.lessons).sum(), stories: stories.len(), themes, beside }
    }

    fn theme(&self, code: Option<&'s str>, stories: &[&'s Written<CaseStudy>]) -> PracticeTheme<'s> {
        let lessons = |story: &&Written<CaseStudy>| {
            let lessons = &story.entry.value.lessons;
            lessons.hosts.len() + lessons.participants.len()
        };
        PracticeTheme {
            code,
            label: code.map(|code| self.theme_label(code)),
            stories: stories.iter().take(STORIES_OF_THEME).map(|story| self.practice_story(story)).collect(),
            count: stories.len(),
            lessons: stories.iter().map(lessons).sum(),
            of_hosts: stories.iter().any(|story| !story.entry.value.lessons.hosts.is_empty()),
            of_visitors: stories.iter().any(|story| !story.entry.value.lessons.participants.is_empty()),
        }
    }

    fn practice_story(&self, story: &'s Written<CaseStudy>) -> PracticeStory<'s> {
        let study = &story.entry.value;
        let side = |lessons: &'s [LocalizedText]| Side {
            lessons: lessons.iter().take(LESSONS_OF_SIDE).map(|lesson| self.text(lesson)).collect(),
            more: lessons.len().saturating_sub(LESSONS_OF_SIDE),
        };
        let Reference { title, address } = self.reference(story);
        PracticeStory {
            title,
            address,
            place: &study.place,
            when: WhenView::from(study.dates),
            hosts: side(&study.lessons.hosts),
            participants: side(&study.lessons.participants),
        }
    }

    fn reference(&self, story: &'s Written<CaseStudy>) -> Reference<'s> {
        Reference {
            title: self.text(&story.entry.value.title),
            address: self.addresses.case_study(story.entry.slug.as_str()),
        }
    }

    fn theme_label(&self, code: &'s str) -> &'s str {
        let theme = self.site.vocabulary.themes.find(code);
        theme.map_or(code, |theme| theme.label.in_language(self.language).0)
    }
}
