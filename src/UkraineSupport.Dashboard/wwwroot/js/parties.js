const names = {
  ALB: 'Albania', AUS: 'Australia', AUT: 'Austria', BEL: 'Belgium', BGR: 'Bulgaria', CAN: 'Canada', CHE: 'Switzerland', CYP: 'Cyprus',
  CZE: 'Czechia', DEU: 'Germany', DNK: 'Denmark', ESP: 'Spain', EST: 'Estonia', EU: 'European Union', FIN: 'Finland', FRA: 'France',
  GBR: 'United Kingdom', GRC: 'Greece', HRV: 'Croatia', HUN: 'Hungary', IRL: 'Ireland', ISL: 'Iceland', ITA: 'Italy', JPN: 'Japan',
  KOR: 'South Korea', LTU: 'Lithuania', LUX: 'Luxembourg', LVA: 'Latvia', MKD: 'North Macedonia', MLT: 'Malta', MNE: 'Montenegro',
  NATO: 'NATO', NLD: 'Netherlands', NOR: 'Norway', NZL: 'New Zealand', POL: 'Poland', PRT: 'Portugal', ROU: 'Romania', SVK: 'Slovakia',
  SVN: 'Slovenia', SWE: 'Sweden', TUR: 'Türkiye', UKR: 'Ukraine', USA: 'United States',
};

/** The English name of a party, or its code when the page has none. */
export const partyName = (code) => names[code] ?? code;
