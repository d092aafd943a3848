//! What the librarian's pages say: one table a language, as `Texts`.

use apostille_catalogue::{DoubtKind, Field, QualityOrder, Role, ValueSource};

use super::Counted;

/// Every text of the librarian's pages.
pub(crate) struct DeskTexts {
    pub(crate) sign_in: &'static str,
    pub(crate) sign_out: &'static str,
    pub(crate) signed_in_as: &'static str,
    pub(crate) key_needed: &'static str,
    pub(crate) key: &'static str,
    pub(crate) key_hint: &'static str,
    pub(crate) wrong_key: &'static str,
    pub(crate) used_once: &'static str,
    pub(crate) once_printed: &'static str,
    pub(crate) not_allowed: &'static str,
    pub(crate) role_needed: &'static str,
    pub(crate) forged: &'static str,
    pub(crate) not_taken: &'static str,
    pub(crate) body: &'static str,
    pub(crate) too_large: &'static str,
    pub(crate) full: &'static str,
    pub(crate) no_room: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) desk: &'static str,
    pub(crate) desk_pages: &'static str,
    pub(crate) add_files: &'static str,
    pub(crate) files: &'static str,
    pub(crate) folder: &'static str,
    pub(crate) drop_here: &'static str,
    pub(crate) send: &'static str,
    pub(crate) sending: &'static str,
    pub(crate) largest: &'static str,
    pub(crate) sidecars_too: &'static str,
    pub(crate) paths: &'static str,
    pub(crate) watched: &'static str,
    pub(crate) add_paths: &'static str,
    pub(crate) latest_batches: &'static str,
    pub(crate) all_batches: &'static str,
    pub(crate) batches: &'static str,
    pub(crate) batch: &'static str,
    pub(crate) no_batches: &'static str,
    pub(crate) sent_by: &'static str,
    pub(crate) report_csv: &'static str,
    pub(crate) state: &'static str,
    pub(crate) file: &'static str,
    pub(crate) what_happened: &'static str,
    pub(crate) waiting: &'static str,
    pub(crate) running: &'static str,
    pub(crate) done: &'static str,
    pub(crate) broken_off: &'static str,
    pub(crate) reading: &'static str,
    pub(crate) reading_page: &'static str,
    pub(crate) indexed: &'static str,
    pub(crate) duplicate: &'static str,
    pub(crate) unchanged: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) beside: &'static str,
    pub(crate) same_text: &'static str,
    pub(crate) reload_hint: &'static str,
    pub(crate) reload: &'static str,
    pub(crate) records: &'static str,
    pub(crate) works: &'static str,
    pub(crate) trash: &'static str,
    pub(crate) history: &'static str,
    pub(crate) keys: &'static str,
    pub(crate) table: &'static str,
    pub(crate) is_done: &'static str,
    pub(crate) is_queued: &'static str,
    pub(crate) edit_record: &'static str,
    pub(crate) remove: &'static str,
    pub(crate) save: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) first_page: &'static str,
    pub(crate) as_read: &'static str,
    pub(crate) picture: &'static str,
    pub(crate) comes_from: &'static str,
    pub(crate) sure: &'static str,
    pub(crate) also_said: &'static str,
    pub(crate) take_back: &'static str,
    pub(crate) add_subject: &'static str,
    pub(crate) wrong_values: &'static str,
    pub(crate) bulk: &'static str,
    pub(crate) choose_documents: &'static str,
    pub(crate) edit_chosen: &'static str,
    pub(crate) choose: &'static str,
    pub(crate) field_label: &'static str,
    pub(crate) value_label: &'static str,
    pub(crate) value_hint: &'static str,
    pub(crate) replace_value: &'static str,
    pub(crate) add_value: &'static str,
    pub(crate) preview: &'static str,
    pub(crate) preview_title: &'static str,
    pub(crate) nothing_changes: &'static str,
    pub(crate) apply_all: &'static str,
    pub(crate) table_row: &'static str,
    pub(crate) document_label: &'static str,
    pub(crate) from_value: &'static str,
    pub(crate) to_value: &'static str,
    pub(crate) table_wrong: &'static str,
    pub(crate) table_intro: &'static str,
    pub(crate) download_table: &'static str,
    pub(crate) send_table: &'static str,
    pub(crate) table_file: &'static str,
    pub(crate) trash_empty: &'static str,
    pub(crate) removed_by: &'static str,
    pub(crate) restore: &'static str,
    pub(crate) purge: &'static str,
    pub(crate) purge_sure: &'static str,
    pub(crate) not_sure: &'static str,
    pub(crate) nothing_chosen: &'static str,
    pub(crate) when: &'static str,
    pub(crate) who: &'static str,
    pub(crate) what: &'static str,
    pub(crate) undo: &'static str,
    pub(crate) older: &'static str,
    pub(crate) whole_history: &'static str,
    pub(crate) history_empty: &'static str,
    pub(crate) works_intro: &'static str,
    pub(crate) works_none: &'static str,
    pub(crate) answers: &'static str,
    pub(crate) quality_label: &'static str,
    pub(crate) decided_by_librarian: &'static str,
    pub(crate) split: &'static str,
    pub(crate) join: &'static str,
    pub(crate) join_others: &'static str,
    pub(crate) choose_forms: &'static str,
    pub(crate) keys_intro: &'static str,
    pub(crate) key_name: &'static str,
    pub(crate) key_role: &'static str,
    pub(crate) make_key: &'static str,
    pub(crate) key_made: &'static str,
    pub(crate) key_needs_name: &'static str,
    pub(crate) revoke: &'static str,
    pub(crate) revoked: &'static str,
    pub(crate) made_by: &'static str,
    pub(crate) no_keys: &'static str,
    pub(crate) role_reader: &'static str,
    pub(crate) role_librarian: &'static str,
    pub(crate) role_admin: &'static str,
    pub(crate) count_files: Counted,
    pub(crate) more_files: Counted,
    pub(crate) count_others: Counted,
    pub(crate) count_works: Counted,
    pub(crate) count_trash: Counted,
    pub(crate) count_changes: Counted,
    pub(crate) doubts: &'static str,
    pub(crate) doubts_none: &'static str,
    pub(crate) take_guess: &'static str,
    pub(crate) dismiss: &'static str,
    pub(crate) quality: &'static str,
    pub(crate) quality_short: &'static str,
    pub(crate) warnings_label: &'static str,
    pub(crate) quality_intro: &'static str,
    pub(crate) soundness: &'static str,
    pub(crate) pages_read: &'static str,
    pub(crate) label_gaps: &'static str,
    pub(crate) doubtful_letters: &'static str,
    pub(crate) garbled_words: &'static str,
    pub(crate) unknown_words: &'static str,
    pub(crate) unlinked_notes: &'static str,
    pub(crate) ocr_confidence: &'static str,
    pub(crate) order_by: &'static str,
    pub(crate) how_many: &'static str,
    pub(crate) translations_intro: &'static str,
    pub(crate) pair: &'static str,
    pub(crate) unpair: &'static str,
    pub(crate) see_quality: &'static str,
    pub(crate) count_doubted: Counted,
    /// What is doubted of records, in the order of [`DoubtKind::ALL`].
    pub(super) doubt_kinds: [&'static str; DoubtKind::ALL.len()],
    /// The fields of a record, in the order of [`Field::ALL`], each with a hint of how it is written.
    pub(super) fields: [(&'static str, &'static str); Field::ALL.len()],
    /// What the changes in the history are called.
    pub(super) changes: &'static [(&'static str, &'static str)],
    /// Where a value comes from: the file, the first page, a sidecar, a librarian.
    pub(super) sources: [&'static str; 4],
}

impl DeskTexts {
    /// The name of a field.
    pub(crate) fn field(&self, field: Field) -> &'static str {
        self.of_field(field).0
    }

    /// How a field's value is written.
    pub(crate) fn hint(&self, field: Field) -> &'static str {
        self.of_field(field).1
    }

    fn of_field(&self, field: Field) -> (&'static str, &'static str) {
        let texts = Field::ALL.into_iter().zip(self.fields).find(|(known, _)| *known == field);
        texts.map_or(("", ""), |(_, texts)| texts)
    }

    /// What a change is called.
    pub(crate) fn change(&self, what: &str) -> &'static str {
        self.changes.iter().find(|(known, _)| *known == what).map_or(self.what, |(_, text)| text)
    }

    /// What a doubt says.
    pub(crate) fn doubt(&self, kind: DoubtKind) -> &'static str {
        let texts = DoubtKind::ALL.into_iter().zip(self.doubt_kinds).find(|(known, _)| *known == kind);
        texts.map_or("", |(_, text)| text)
    }

    /// By what a table of quality is ordered.
    pub(crate) fn order(&self, order: QualityOrder) -> &'static str {
        match order {
            QualityOrder::Soundness => self.soundness,
            QualityOrder::DoubtfulLetters => self.doubtful_letters,
            QualityOrder::GarbledWords => self.garbled_words,
            QualityOrder::UnknownWords => self.unknown_words,
            QualityOrder::UnlinkedNotes => self.unlinked_notes,
            QualityOrder::UnreadPages => self.pages_read,
            QualityOrder::LabelGaps => self.label_gaps,
            QualityOrder::Warnings => self.warnings_label,
        }
    }

    /// Where a value comes from.
    pub(crate) fn source(&self, source: ValueSource) -> &'static str {
        match source {
            ValueSource::File => self.sources[0],
            ValueSource::FirstPage => self.sources[1],
            ValueSource::Sidecar => self.sources[2],
            ValueSource::Librarian => self.sources[3],
        }
    }

    /// What a role allows.
    pub(crate) fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Reader => self.role_reader,
            Role::Librarian => self.role_librarian,
            Role::Admin => self.role_admin,
        }
    }
}
