import type { PersonRule } from './rules.ts';

/** Headings that stand above data of persons; a heading is compared word by word, without accents. */
const WORDS = new Set(
  `bsn burgerservicenummer sofinummer sofi bsnnummer naam voornaam voornamen achternaam achternamen roepnaam
   tussenvoegsel voorvoegsel voorletters initialen familienaam geslachtsnaam meisjesnaam volledigenaam
   clientnaam leerlingnaam kindnaam oudernaam patientnaam naamclient naamleerling naamkind contactpersoon
   geboortedatum geboortedag geboorteplaats geboren gebdatum gebdat gebdd dob birthdate birthday
   adres woonadres postadres emailadres straat straatnaam straatnr huisnummer huisnr huisnummertoevoeging huisletter
   postcode6 pc6 postcodehuisnummer email mail mailadres telefoon telefoonnummer telnr telefoonnr mobiel mobielnummer gsm
   iban rekeningnummer bankrekening bankrekeningnummer clientnummer clientnr clientid patientnummer patientnr patientid
   leerlingnummer leerlingnr leerlingid studentnummer dossiernummer dossiernr zorgnummer polisnummer anummer
   persoonsnummer persoonid respondentnummer respondentid respondentnr huurdernummer huurdernr contractnummer kenteken
   paspoortnummer documentnummer ipadres`.split(/\s+/),
);
/** What stands above texts that anything may be written in. */
const REMARKS = new Set(
  `opmerking opmerkingen toelichting notitie notities omschrijving verslag memo vrijetekst commentaar`.split(
    ' ',
  ),
);
/** Too common as a word within a longer heading ("naam" in "naam gebied"); alone they say enough. */
const ALONE = new Set('naam straat adres mail sofi geboren memo mobiel toelichting'.split(' '));
const PAIRS =
  /\b(geb|geboorte) ?(dat|datum|dag|dd|plaats)\b|\b(e|woon) (mail|adres)\b|\btel (nr|nummer)\b|\bpc ?6\b/;
const NUMBERED =
  /\b(client|patient|leerling|student|dossier|persoon|persoons|respondent|huurder|huis|a|bsn|zorg|polis|rekening|telefoon) (nr|no|nummer|id)\b/;
const NAMED =
  /\b(naam (van )?(de |het )?(client|leerling|kind|ouder|patient|huurder|bewoner|persoon|moeder|vader))\b/;

/** The sign of persons that a heading gives, or undefined. */
export function headingSign(heading: string): PersonRule | undefined {
  const text = heading
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  const words = [text.replaceAll(' ', ''), ...text.split(' ').filter(word => !ALONE.has(word))];
  if (words.some(word => WORDS.has(word))) return 'header';
  if (words.some(word => REMARKS.has(word))) return 'free_text';
  return PAIRS.test(text) || NUMBERED.test(text) || NAMED.test(text) ? 'header' : undefined;
}
