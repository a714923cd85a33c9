import { column, NOTICE, type PublishedTable } from './published-table.ts';

export const SIGNAL_TABLES: PublishedTable[] = [
  {
    name: 'resident_signal',
    nl: 'Wat bewoners antwoordden in wijkpeilingen van partners, naast de cijfers',
    en: 'What residents answered in surveys of partners, beside the figures',
    key: ['source_id', 'area_code', 'area_vintage', 'period', 'question', 'answer'],
    columns: [
      column('source_id', 'Peiling', 'Survey'),
      column('area_code', 'Gebiedscode', 'Area code'),
      column('area_level', 'Gebiedsniveau', 'Area level'),
      column('area_vintage', 'Jaar van de gebiedsindeling', 'Year of the area classification'),
      column('period', 'Periode', 'Period'),
      column('question', 'Vraag', 'Question, in Dutch'),
      column('answer', 'Antwoord', 'Answer, in Dutch'),
      column('respondents', 'Aantal mensen dat antwoordde', 'Number of people who answered'),
      column('share', 'Deel dat dit antwoord gaf (%)', 'Share that gave this answer (%)'),
      column('lower_95', 'Ondergrens van het 95%-interval (Wilson)', 'Lower 95% limit (Wilson)'),
      column('upper_95', 'Bovengrens van het 95%-interval (Wilson)', 'Upper 95% limit (Wilson)'),
      column(
        'missing_reason',
        'Waarom er geen waarde is: suppressed betekent te weinig antwoorden',
        'Why there is no value: suppressed means too few answers',
      ),
      column('citation', 'Bronvermelding', 'Citation'),
      NOTICE,
    ],
  },
];
