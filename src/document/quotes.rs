//! Which quotes may be printed, with which attribution, and where each one stands.
//!
//! A quote of an interview, read and agreed by its author, stands outside the survey's threshold; a
//! comment of the survey needs enough people around it (`decisions.md` § 10, `statistics.md` § 2.4).

use crate::aggregate::figures::Party;
use crate::model::project::{Quote, QuoteOrigin};
use crate::model::{CategoryId, CriterionId, GroupId, Verbatim, WaveId};

use super::parts::PrintedQuote;
use super::{Study, categories, scope};

/// Fewest quotes of the page « Paroles ».
const FEWEST: usize = 3;
/// Most quotes of the page « Paroles ».
const MOST: usize = 5;

/// A quote that may be printed, with what it speaks of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Publishable {
    /// Criterion it speaks of.
    pub criterion: Option<CriterionId>,
    /// Family of that criterion.
    pub category: Option<CategoryId>,
    /// Who said it, when the file tells; never printed.
    author: Option<u64>,
    /// As printed.
    pub printed: PrintedQuote,
}

/// The page « Paroles »: three to five quotes, family by family, or none.
pub(super) fn build(study: &Study) -> Vec<PrintedQuote> {
    share_out(study).page
}

/// The quote that stands on the page of a category.
pub(super) fn for_category(study: &Study, category: CategoryId) -> Option<PrintedQuote> {
    let found = share_out(study)
        .beside
        .into_iter()
        .find(|(of, _)| *of == category);
    found.map(|(_, quote)| quote)
}

/// Every quote that may be printed, in an order that says nothing of the file's.
pub(super) fn publishable(study: &Study) -> Vec<Publishable> {
    let mut found: Vec<(u64, Publishable)> = Vec::new();
    for quote in &study.project.quotes {
        if let Ok(publishable) = permit(study, quote) {
            found.push((fingerprint(&publishable.printed.text), publishable));
        }
    }
    found.sort_by(|a, b| (a.0, &a.1.printed.text).cmp(&(b.0, &b.1.printed.text)));
    found.dedup_by(|a, b| a.1.printed.text == b.1.printed.text);
    // One quote a person: two of them side by side would draw a portrait.
    let mut heard = Vec::new();
    found.retain(|(_, quote)| match quote.author {
        Some(author) if heard.contains(&author) => false,
        author => {
            heard.extend(author);
            true
        }
    });
    found.into_iter().map(|(_, quote)| quote).collect()
}

/// How many quotes agreed and read are kept from print: too few people answered around them, or what they speak of is sensitive.
pub fn quotes_kept_back(study: &Study) -> usize {
    let quotes = study.project.quotes.iter();
    quotes
        .filter(|quote| permit(study, quote) == Err(Refused::Protection))
        .count()
}

/// Where the quotes stand; none is printed twice.
struct Places {
    beside: Vec<(CategoryId, PrintedQuote)>,
    page: Vec<PrintedQuote>,
}

/// The page « Paroles » keeps at least three quotes when there are three; the pages of categories
/// share what is beyond, or all when the page cannot be made.
fn share_out(study: &Study) -> Places {
    let mut left = publishable(study);
    let spare = if left.len() < FEWEST {
        left.len()
    } else {
        left.len() - FEWEST
    };
    let mut beside = Vec::new();
    for category in categories::shown(study) {
        let found = left
            .iter()
            .position(|quote| quote.category == Some(category));
        if let (Some(index), true) = (found, beside.len() < spare) {
            beside.push((category, left.remove(index).printed));
        }
    }
    if left.len() < FEWEST {
        left.clear();
    }
    Places {
        beside,
        page: by_turns(left),
    }
}

/// At most five quotes, one of each family in turn so that none speaks for all; printed by family.
fn by_turns(quotes: Vec<Publishable>) -> Vec<PrintedQuote> {
    let mut ranked: Vec<(usize, Option<CategoryId>, PrintedQuote)> = Vec::new();
    for quote in quotes {
        let turn = ranked
            .iter()
            .filter(|(_, category, _)| *category == quote.category)
            .count();
        ranked.push((turn, quote.category, quote.printed));
    }
    ranked.sort_by_key(|(turn, ..)| *turn);
    ranked.truncate(MOST);
    ranked.sort_by_key(|(_, category, _)| (category.is_none(), *category));
    ranked.into_iter().map(|(.., quote)| quote).collect()
}

/// Why a quote may not be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// No words in it, or too many.
    Length,
    /// Its author did not agree.
    Agreement,
    /// Nobody read it and found it publishable, or nobody signed and dated the reading.
    Reading,
    /// Too few people answered around it, or it is sensitive.
    Protection,
}

/// The quote as it is printed, or why it is not.
pub(super) fn permit(study: &Study, quote: &Quote) -> Result<Publishable, Refused> {
    let text = bare(quote.text.text());
    if text.is_empty() || quote.text.words() > Verbatim::LONGEST {
        return Err(Refused::Length);
    }
    if !quote.agreed {
        return Err(Refused::Agreement);
    }
    if !is_read(quote) {
        return Err(Refused::Reading);
    }
    let sensitive = is_sensitive(study, quote);
    let attribution = match quote.origin {
        QuoteOrigin::Interview => interview(study, quote, sensitive),
        QuoteOrigin::Survey if sensitive => return Err(Refused::Protection),
        QuoteOrigin::Survey => survey(study, quote).ok_or(Refused::Protection)?,
    };
    let entry = quote
        .criterion
        .and_then(|id| study.referential.criteria.get(id.at()));
    let category = entry.map(|criterion| criterion.category);
    let code = category.and_then(|id| study.referential.categories.get(id.at()));
    Ok(Publishable {
        criterion: quote.criterion,
        category,
        author: quote.author,
        printed: PrintedQuote {
            text,
            attribution,
            category: code
                .map(|category| category.code.clone())
                .unwrap_or_default(),
        },
    })
}

/// Read by someone who found it publishable and left initials and the day: masking alone never releases.
fn is_read(quote: &Quote) -> bool {
    let reader = quote.reader.as_deref().unwrap_or_default();
    quote.validated && !reader.trim().is_empty() && quote.read_on.is_some()
}

/// Attribution of a quote of an interview.
fn interview(study: &Study, quote: &Quote, sensitive: bool) -> String {
    let agreed = "entretien, avec l'accord de la personne";
    let named = if sensitive {
        None
    } else {
        author(study, quote)
    };
    match named {
        Some(author) => format!("{author}, {agreed}"),
        None => agreed.to_owned(),
    }
}

/// Attribution of a comment of the survey; `None` when too few people answered.
///
/// It stands under a family of criteria: those whom this one was not put to did not say it.
fn survey(study: &Study, quote: &Quote) -> Option<String> {
    let fewest = scope::thresholds(study).quote;
    let everybody = people(study, quote, Party::Ensemble)?;
    let asked = asked(study, quote).map(|group| people(study, quote, Party::Group(group)));
    if everybody < fewest || asked.flatten().sum::<u32>() < fewest {
        return None;
    }
    let author = author(study, quote);
    Some(author.unwrap_or_else(|| "membre du projet".to_owned()))
}

/// Published groups that were put a question of the family of criteria under which a quote stands; all without a criterion.
fn asked<'s>(study: &Study<'s>, quote: &Quote) -> impl Iterator<Item = usize> + use<'s> {
    let (questionnaire, referential) = (study.questionnaire, study.referential);
    let category = |id: CriterionId| referential.criteria.get(id.at()).map(|one| one.category);
    let family = quote.criterion.and_then(category);
    let published = study.figures.groups.iter().enumerate();
    let asked = published.filter(move |(_, group)| {
        let mut items = questionnaire.items.iter();
        family.is_none()
            || items.any(|item| {
                let is_put = item.groups.iter().any(|id| group.members.contains(id));
                is_put && category(item.criterion) == family
            })
    });
    asked.map(|(rank, _)| rank)
}

/// « membre de l'équipe salariée », when the group is published by itself and large enough.
fn author(study: &Study, quote: &Quote) -> Option<String> {
    let group: GroupId = quote.group?;
    let rank = study
        .figures
        .groups
        .iter()
        .position(|published| published.members == [group])?;
    let enough = people(study, quote, Party::Group(rank))? >= scope::thresholds(study).quote;
    let entry = study.questionnaire.groups.get(group.at())?;
    (enough && !entry.singular.is_empty()).then(|| entry.singular.clone())
}

/// People around a quote: of its wave, or of the last one.
fn people(study: &Study, quote: &Quote, party: Party) -> Option<u32> {
    let figures = study.figures;
    let named = quote
        .wave
        .as_ref()
        .and_then(|id| figures.waves.iter().position(|wave| wave.id == *id));
    let wave = match named {
        Some(rank) => WaveId(u8::try_from(rank).ok()?),
        None => figures.last()?,
    };
    let line = figures
        .participation
        .iter()
        .find(|line| line.wave == wave && line.party == party)?;
    line.answered.ok()
}

fn is_sensitive(study: &Study, quote: &Quote) -> bool {
    let by_criterion = quote
        .criterion
        .is_some_and(|id| scope::is_sensitive(study, id));
    let theme = quote.theme.as_deref().unwrap_or_default();
    let speaks_of = |item: &crate::model::Item| item.themes.iter().any(|own| own == theme);
    let mut items = study.questionnaire.items.iter();
    by_criterion || items.any(|item| speaks_of(item) && scope::is_sensitive_item(study, item))
}

/// The words without quotation marks around them and with single spaces.
fn bare(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let text = text.trim_matches(|sign| matches!(sign, '«' | '»' | '"' | '“' | '”' | ' '));
    // A quotation inside the words keeps its marks in pairs.
    match (text.contains('«'), text.contains('»')) {
        (true, false) => format!("{text} »"),
        (false, true) => format!("« {text}"),
        _ => text.to_owned(),
    }
}

/// FNV-1a over the words: the order of print depends on nothing else.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
