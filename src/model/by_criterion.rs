//! The questionnaire of a survey that asks one question a criterion: built from the referential,
//! for answers that come with the number of a criterion and nothing else.

use super::{CriterionId, GroupId, Item, Questionnaire, Referential};

impl Questionnaire {
    /// One question a criterion, named as the criterion, put to every group of the shipped questionnaire.
    ///
    /// The scale is the shipped scale of agreement, 1 to 5. No question speaks of a level of QVCT
    /// or of a theme: the tool does not know what was asked.
    pub fn by_criterion(referential: &Referential) -> Questionnaire {
        let mut shipped = Questionnaire::embedded(referential);
        shipped.scales.truncate(1);
        let groups: Vec<GroupId> = GroupId::each(&shipped.groups).collect();
        let criteria = CriterionId::each(&referential.criteria).zip(&referential.criteria);
        let items = criteria.map(|(id, criterion)| Item {
            id: criterion.code.clone(),
            version: 1,
            label: criterion.name.clone(),
            criterion: id,
            scale: 0,
            reversed: false,
            weight: 1.0,
            qvct: Vec::new(),
            themes: Vec::new(),
            groups: groups.clone(),
            sensitive: false,
        });
        Questionnaire {
            name: "Une question par critère".to_owned(),
            items: items.collect(),
            ..shipped
        }
    }
}
