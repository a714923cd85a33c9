/** What a delivery can be refused for: what is wrong and how to mend it, in the words that are sent back to the partner. */
export const RULES = {
  not_csv: [
    'het bestand is geen CSV en geen Excel-werkmap (.xlsx), of er zit een wachtwoord op',
    'Sla de tabel in Excel op als "Excel-werkmap (.xlsx)" of als "CSV UTF-8", zonder wachtwoord.',
  ],
  workbook_damaged: [
    'de Excel-werkmap is niet te lezen, of te groot (uitgepakt 64 MB)',
    'Open haar in Excel, sla haar opnieuw op als "Excel-werkmap (.xlsx)" en lever die, zo nodig een bestand per periode.',
  ],
  workbook_sheets: [
    'de werkmap heeft niet één werkblad',
    'Bewaar alleen het werkblad met de tabel: verwijder de andere, ook lege en verborgen.',
  ],
  workbook_hidden: [
    'in de tabel zijn rijen of kolommen verborgen',
    'Hef filters op en maak alles zichtbaar; verwijder wat niet geleverd moet worden.',
  ],
  workbook_merged: [
    'in de tabel zijn cellen samengevoegd',
    'Hef het samenvoegen op, zodat elke rij haar eigen waarden heeft.',
  ],
  workbook_macros: [
    "de werkmap bevat macro's of knoppen",
    'Kopieer de tabel (plakken speciaal, waarden) naar een nieuwe werkmap en lever die.',
  ],
  workbook_more: [
    'de werkmap bevat meer dan een tabel',
    'Kopieer de tabel (plakken speciaal, waarden) naar een nieuwe werkmap en lever die.',
  ],
  html: [
    'het bestand is een webpagina (HTML)',
    'Download de tabel zelf, niet de pagina eromheen, en sla haar op als CSV.',
  ],
  empty_file: [
    'het bestand is leeg',
    'Lever het bestand opnieuw; het wegschrijven is waarschijnlijk mislukt.',
  ],
  file_too_large: [
    'het bestand is groter dan 64 MB en is niet gelezen',
    'Lever aantallen per gebied; zo een tabel is hoogstens enkele MB. Is hij groter, lever dan een bestand per periode.',
  ],
  no_rows: ['het bestand heeft alleen een kopregel', 'Lever het bestand met de rijen erin.'],
  encoding: ['de tekens zijn niet te lezen', 'Sla het bestand op als "CSV UTF-8".'],
  nul_bytes: [
    'het bestand bevat NUL-tekens en is waarschijnlijk beschadigd',
    'Exporteer het bestand opnieuw als "CSV UTF-8".',
  ],
  control_characters: ['het bestand bevat stuurtekens', 'Exporteer het bestand opnieuw als "CSV UTF-8".'],
  line_too_long: [
    'een regel is te lang voor een tabel met aantallen',
    'Controleer of elke rij op een eigen regel staat.',
  ],
  unbalanced_quote: [
    'aanhalingstekens zijn niet goed gesloten',
    'Sluit het aanhalingsteken, of verdubbel het binnen een tekst ("").',
  ],
  no_final_newline: [
    'de laatste regel is niet afgesloten; het bestand is mogelijk afgebroken',
    'Lever het hele bestand; sluit de laatste regel af met een regeleinde.',
  ],
  field_count: [
    'de rij heeft een ander aantal velden dan de kopregel',
    'Gebruik overal hetzelfde scheidingsteken en zet tekst met dat teken tussen aanhalingstekens.',
  ],
  blank_row: ['tussen de rijen staat een lege rij', 'Verwijder lege rijen en lever één tabel per bestand.'],
  heading_below: [
    'boven de kopregel staan andere regels',
    'Verwijder de regels boven de kopregel: de kopregel is rij 1.',
  ],
  column_missing: ['een afgesproken kolom ontbreekt', 'Voeg de kolom toe, of geef haar de afgesproken naam.'],
  column_twice: ['een kolom komt twee keer voor', 'Verwijder de dubbele kolom.'],
  column_unknown: [
    'deze kolom is niet afgesproken en bevat gegevens',
    'Verwijder de kolom, of spreek haar eerst met ons af.',
  ],
  second_header: [
    'de kopregel staat nog een keer tussen de rijen',
    'Verwijder deze regel; lever één kopregel.',
  ],
  totals_row: ['dit is een totaalregel', 'Verwijder totaalregels; wij tellen zelf op.'],
  value_missing: ['de cel is leeg', 'Vul de cel in; schrijf een aantal van nul als 0.'],
  area_form: [
    'dit is geen gebiedscode',
    'Neem de code uit het sjabloon over, met letters en voorloopnullen, en maak er in Excel een tekstkolom van.',
  ],
  area_level: [
    'dit gebied is niet van het afgesproken niveau',
    'Lever alleen gebieden van het afgesproken niveau.',
  ],
  area_unknown: ['deze gebiedscode bestaat niet', 'Neem de code over uit het sjabloon.'],
  area_other_vintage: [
    'deze code hoort bij een andere gebiedsindeling dan afgesproken',
    'Lever op de afgesproken gebiedsindeling, met de codes van het sjabloon.',
  ],
  areas_removed: [
    'deze verbeterde levering mist gebieden of groepen die eerder wel zijn geleverd',
    'Lever het hele bestand opnieuw, met alle gebieden. Moeten er echt gebieden vervallen, vraag ons dat dan af te spreken.',
  ],
  name_other: [
    'de naam is die van een ander gebied dan de code',
    'Is één kolom gesorteerd of verschoven? Zet de rijen terug zoals in het sjabloon, en controleer de aantallen.',
  ],
  period_form: [
    'de periode heeft niet de afgesproken vorm',
    'Schrijf de periode zoals in het voorbeeld; maak er in Excel een tekstkolom van.',
  ],
  period_future: ['deze periode moet nog beginnen', 'Controleer de periode.'],
  category_unknown: [
    'deze waarde is niet afgesproken',
    'Gebruik een van de afgesproken waarden; maak er in Excel een tekstkolom van ("5-6" wordt anders een datum).',
  ],
  category_text: ['de tekst is te lang', 'Houd vragen en antwoorden korter dan 300 tekens.'],
  number_form: ['dit is geen heel getal', 'Schrijf een aantal met alleen cijfers, zoals 125.'],
  count_negative: ['een aantal kan niet negatief zijn', 'Controleer het aantal.'],
  count_decimal: ['een aantal heeft geen decimalen', 'Lever aantallen, geen percentages of gemiddelden.'],
  count_too_large: ['dit aantal is te groot voor een gebied', 'Controleer of de juiste kolom is geleverd.'],
  decimal_confusion: [
    'punt of komma: niet te zien is of dit duizenden of decimalen zijn',
    'Schrijf aantallen zonder punt of komma: 1234.',
  ],
  share_range: ['een percentage ligt tussen 0 en 100', 'Controleer het percentage.'],
  of_exceeded: [
    'dit aantal is groter dan het aantal waar het een deel van is',
    'Controleer beide aantallen; zijn de kolommen verwisseld?',
  ],
  excel_error: ['dit is een foutmelding van Excel', 'Herstel de formule, of lever de waarde zelf.'],
  formula: ['dit is een formule', 'Lever waarden; in Excel: kopiëren, plakken speciaal, waarden.'],
  row_twice: ['deze combinatie van gebied, periode en groep kwam al voor', 'Lever elke combinatie één keer.'],
} as const satisfies Record<string, readonly [what: string, remedy: string]>;

export type RuleId = keyof typeof RULES;

/** Signs that a file is about persons; what it holds is never repeated, only which sign was seen. */
export const PERSON_RULES = {
  header: 'een kolomkop die een persoonsgegeven noemt',
  bsn: 'een getal dat een burgerservicenummer kan zijn (elfproef)',
  birth_date: 'datums die geboortedatums kunnen zijn',
  name: 'namen van personen',
  postcode: 'een postcode met letters',
  street: 'een straatnaam of adres',
  email: 'een e-mailadres',
  phone: 'een telefoonnummer',
  iban: 'een rekeningnummer (IBAN)',
  free_text: 'vrije tekst, zoals een kolom met opmerkingen',
  person_rows: 'meer rijen dan gebieden, periodes en groepen kunnen verklaren',
} as const;

export type PersonRule = keyof typeof PERSON_RULES;

/** The file is about persons: nothing of it may be kept. */
export class PersonData extends Error {
  readonly rule: PersonRule;
  /** Row 1 is the heading. Absent where the whole file says so. */
  readonly row: number | undefined;
  /** Position of the column, from 1; its heading may be data itself. */
  readonly column: number | undefined;
  constructor(rule: PersonRule, place: { row?: number; column?: number } = {}) {
    super(`personal data: ${rule}`);
    this.rule = rule;
    this.row = place.row;
    this.column = place.column;
  }
}
