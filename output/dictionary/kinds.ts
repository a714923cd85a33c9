/** What a kind of figure may be used for, and what not. */
export interface KindOfFigure {
  about: string;
  fit: string[];
  unfit: string[];
}

export const KINDS: Record<string, KindOfFigure> = {
  register: {
    about:
      'Telling uit registraties. De bron rondt aantallen in kleine gebieden af, zodat buurten niet precies optellen tot wijk of gemeente.',
    fit: [
      'gebieden en jaren met elkaar vergelijken, zolang de indeling en de definitie gelijk zijn',
      'zien waar een vraagstuk zich ophoopt, tot op buurtniveau',
    ],
    unfit: [
      'kleine verschillen in kleine gebieden: die kunnen afronding of toeval zijn',
      'uitspraken over mensen die niet in de registratie staan',
    ],
  },
  survey: {
    about:
      'Uitkomst van een steekproef onder de bevolking, en dus onzeker: het 95%-interval zegt hoeveel. Lees de waarde altijd samen met die marges.',
    fit: [
      'de stand en de ontwikkeling van regio en gemeenten volgen, met marges',
      'de afstand tot een doel of vergelijkingsgebied bepalen',
    ],
    unfit: [
      'verschillen die binnen de marges vallen: die zijn niet aangetoond',
      'uitspraken over wijken en buurten: daarvoor is de steekproef te klein',
    ],
  },
  model_estimate: {
    about:
      'Niet gemeten in het gebied zelf, maar met een model geschat uit een landelijke enquête en kenmerken van de bewoners. Wat een gebied anders maakt dan zijn bevolkingssamenstelling doet verwachten, ziet het model niet.',
    fit: [
      'zien waar een probleem, gegeven de bevolking, naar verwachting groter of kleiner is',
      'het gesprek over een wijk of buurt beginnen, naast kennis uit het gebied zelf',
    ],
    unfit: [
      'het effect van een programma of interventie aantonen',
      'een lokale verandering in de tijd vaststellen',
      'gebieden op volgorde zetten (ranglijst)',
      'samenhang zoeken met kenmerken waaruit het model zelf schat',
    ],
  },
  partner_count: {
    about:
      'Telling uit de registratie van een partner. Kleine aantallen worden afgeschermd; wie niet bij de partner in beeld is, telt niet mee.',
    fit: ['het bereik en de vraag bij deze partner volgen'],
    unfit: [
      'uitspraken over de hele bevolking van een gebied',
      'partners of gebieden vergelijken die anders registreren',
    ],
  },
  derived: {
    about:
      'Berekend uit andere gepubliceerde cijfers. De onzekerheid, afronding en beperkingen daarvan gelden ook hier.',
    fit: ['de stand van een gebied samenvatten naast de cijfers waaruit dit cijfer is berekend'],
    unfit: ['als zelfstandig bewijs naast diezelfde cijfers: dan telt hetzelfde feit dubbel'],
  },
};
