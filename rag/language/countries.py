"""The names of countries as English reports write them, a few that are no more among them, each with its capital."""

# No capital where it has the name of the country, or no word of its own: Mexico City, Port Louis, Male.
_NAMES = """
Afghanistan:Kabul|Albania:Tirana|Algeria:Algiers|Andorra|Angola:Luanda|Antigua and Barbuda:St. John's
Argentina:Buenos Aires|Armenia:Yerevan|Australia:Canberra|Austria:Vienna|Azerbaijan:Baku|Bahamas:Nassau|Bahrain:Manama
Bangladesh:Dhaka|Barbados:Bridgetown|Belarus:Minsk|Belgium:Brussels|Belize:Belmopan|Benin:Cotonou|Bhutan:Thimphu
Bolivia:La Paz|Bosnia:Sarajevo|Bosnia and Herzegovina:Sarajevo|Botswana:Gaborone|Brazil:Brasilia|Britain:London
Great Britain:London|Brunei:Bandar Seri Begawan|Bulgaria:Sofia|Burkina Faso:Ouagadougou|Burma:Rangoon
Burundi:Bujumbura|Cambodia:Phnom Penh|Cameroon:Yaounde|Canada:Ottawa|Cape Verde:Praia|Central African Republic:Bangui
Chad:N'Djamena|Chile:Santiago|China:Beijing|Colombia:Bogota|Comoros:Moroni|Congo:Kinshasa|Costa Rica:San Jose
Croatia:Zagreb|Cuba:Havana|Cyprus:Nicosia|Czech Republic:Prague|Czechia:Prague|Czechoslovakia:Prague
Denmark:Copenhagen|Djibouti|Dominica:Roseau|Dominican Republic:Santo Domingo|East Germany:East Berlin|East Timor:Dili
Ecuador:Quito|Egypt:Cairo|El Salvador:San Salvador|England:London|Equatorial Guinea:Malabo|Eritrea:Asmara
Estonia:Tallinn|Eswatini:Mbabane|Ethiopia:Addis Ababa|Fiji:Suva|Finland:Helsinki|France:Paris|Gabon:Libreville
Gambia:Banjul|Georgia:Tbilisi|Germany:Berlin|Ghana:Accra|Greece:Athens|Grenada|Guatemala|Guinea:Conakry
Guinea-Bissau:Bissau|Guyana:Georgetown|Haiti|Honduras:Tegucigalpa|Hungary:Budapest|Iceland:Reykjavik|India:New Delhi
Indonesia:Jakarta|Iran:Tehran|Iraq:Baghdad|Ireland:Dublin|Israel:Jerusalem|Italy:Rome|Ivory Coast:Abidjan
Jamaica:Kingston|Japan:Tokyo|Jordan:Amman|Kazakhstan:Astana|Kenya:Nairobi|Kiribati:Tarawa|Kosovo:Pristina|Kuwait
Kyrgyzstan:Bishkek|Laos:Vientiane|Latvia:Riga|Lebanon:Beirut|Lesotho:Maseru|Liberia:Monrovia|Libya:Tripoli
Liechtenstein:Vaduz|Lithuania:Vilnius|Luxembourg|Madagascar:Antananarivo|Malawi:Lilongwe|Malaysia:Kuala Lumpur
Maldives|Mali:Bamako|Malta:Valletta|Marshall Islands:Majuro|Mauritania:Nouakchott|Mauritius|Mexico|Micronesia:Palikir
Moldova:Chisinau|Monaco|Mongolia:Ulaanbaatar|Montenegro:Podgorica|Morocco:Rabat|Mozambique:Maputo|Myanmar:Naypyidaw
Namibia:Windhoek|Nauru:Yaren|Nepal:Kathmandu|Netherlands:Amsterdam|Holland:Amsterdam|New Zealand:Wellington
Nicaragua:Managua|Niger:Niamey|Nigeria:Abuja|North Korea:Pyongyang|North Macedonia:Skopje|Macedonia:Skopje
Northern Ireland:Belfast|Norway:Oslo|Oman:Muscat|Pakistan:Islamabad|Palau:Ngerulmud|Palestine:Ramallah|Panama
Papua New Guinea:Port Moresby|Paraguay:Asuncion|Peru:Lima|Philippines:Manila|Poland:Warsaw|Portugal:Lisbon|Qatar:Doha
Romania:Bucharest|Russia:Moscow|Rwanda:Kigali|Samoa:Apia|San Marino|Saudi Arabia:Riyadh|Scotland:Edinburgh
Senegal:Dakar|Serbia:Belgrade|Seychelles|Sierra Leone:Freetown|Singapore|Slovakia:Bratislava|Slovenia:Ljubljana
Solomon Islands:Honiara|Somalia:Mogadishu|South Africa:Pretoria|South Korea:Seoul|South Sudan:Juba|Soviet Union:Moscow
USSR:Moscow|Spain:Madrid|Sri Lanka:Colombo|Sudan:Khartoum|Suriname:Paramaribo|Sweden:Stockholm|Switzerland:Bern
Syria:Damascus|Taiwan:Taipei|Tajikistan:Dushanbe|Tanzania:Dar es Salaam|Thailand:Bangkok|Timor-Leste:Dili|Togo:Lome
Tonga:Nuku'alofa|Trinidad and Tobago:Port of Spain|Tunisia:Tunis|Turkey:Ankara|Turkmenistan:Ashgabat|Tuvalu:Funafuti
Uganda:Kampala|Ukraine:Kyiv|United Arab Emirates:Abu Dhabi|UAE:Abu Dhabi|United Kingdom:London|UK:London|U.K.:London
United States:Washington|United States of America:Washington|USA:Washington|US:Washington|U.S.:Washington
Uruguay:Montevideo|Uzbekistan:Tashkent|Vanuatu|Vatican|Venezuela:Caracas|Vietnam:Hanoi|Wales:Cardiff|West Germany:Bonn
Yemen:Sanaa|Yugoslavia:Belgrade|Zaire:Kinshasa|Zambia:Lusaka|Zimbabwe:Harare
"""
CAPITALS = {
    country.casefold(): capital
    for country, _, capital in (entry.partition(":") for entry in _NAMES.replace("\n", "|").strip("|").split("|"))
}


def is_country(name: str) -> bool:
    """Whatever its case, with or without "the"."""
    return name.casefold().removeprefix("the ") in CAPITALS
