"""Names that are known without context: countries, capitals, and bodies whose one word does not tell it."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split(","))


COUNTRIES = _names(
    """Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria,
    Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan,
    Bolivia, Bosnia, Bosnia and Herzegovina, Botswana, Brazil, Britain, Brunei, Bulgaria, Burkina
    Faso, Burma, Burundi, Cambodia, Cameroon, Canada, Cape Verde, Chad, Chile, China, Colombia,
    Comoros, Congo, Costa Rica, Croatia, Cuba, Cyprus, Czech Republic, Czechia, Denmark, Djibouti,
    Dominica, Dominican Republic, East Timor, Ecuador, Egypt, El Salvador, England, Equatorial
    Guinea, Eritrea, Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Germany,
    Ghana, Great Britain, Greece, Grenada, Guatemala, Guinea, Guinea-Bissau, Guyana, Haiti,
    Honduras, Hong Kong, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy,
    Ivory Coast, Jamaica, Japan, Kazakhstan, Kenya, Kiribati, Kosovo, Kuwait, Kyrgyzstan, Laos,
    Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Madagascar,
    Malawi, Malaysia, Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Micronesia, Moldova,
    Monaco, Mongolia, Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nauru, Nepal, Netherlands,
    New Zealand, Nicaragua, Niger, Nigeria, North Korea, North Macedonia, Northern Ireland, Norway,
    Oman, Pakistan, Palau, Palestine, Panama, Papua New Guinea, Paraguay, Peru, Philippines, Poland,
    Portugal, Qatar, Romania, Russia, Rwanda, Samoa, San Marino, Saudi Arabia, Scotland, Senegal,
    Serbia, Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia, Solomon Islands, Somalia, South
    Africa, South Korea, South Sudan, Soviet Union, Spain, Sri Lanka, Sudan, Suriname, Sweden,
    Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand, Togo, Tonga, Trinidad and Tobago,
    Tunisia, Turkey, Türkiye, Turkmenistan, Tuvalu, U.A.E., U.K., U.S., U.S.A., UAE, Uganda, UK,
    Ukraine, United Arab Emirates, United Kingdom, United States, United States of America, Uruguay,
    US, USA, Uzbekistan, Vanuatu, Vatican, Venezuela, Vietnam, Wales, Yemen, Yugoslavia, Zambia,
    Zimbabwe, Africa, Antarctica, Asia, Europe, Gaza, North America, South America, Latin America,
    Middle East, West Bank, Crimea, Kashmir, Kurdistan, Tibet, America, Indo-Pacific, Asia-Pacific"""
)
CAPITALS = _names(
    """Abuja, Accra, Addis Ababa, Algiers, Amman, Amsterdam, Ankara, Astana, Asunción, Athens, Baghdad,
    Baku, Bamako, Bangkok, Beijing, Beirut, Belgrade, Berlin, Bern, Bishkek, Bogotá, Brasília,
    Bratislava, Brussels, Bucharest, Budapest, Buenos Aires, Cairo, Canberra, Caracas, Colombo,
    Copenhagen, Dakar, Damascus, Delhi, Dhaka, Doha, Dublin, Dushanbe, Freetown, Geneva, Hanoi,
    Harare, Havana, Helsinki, Islamabad, Istanbul, Jakarta, Jerusalem, Kabul, Kampala, Kathmandu,
    Khartoum, Kigali, Kingston, Kinshasa, Kuala Lumpur, Kyiv, Kiev, La Paz, Lagos, Lima, Lisbon,
    Ljubljana, London, Luanda, Lusaka, Madrid, Managua, Manila, Maputo, Mexico City, Minsk,
    Mogadishu, Monrovia, Montevideo, Moscow, Mumbai, Muscat, Nairobi, New Delhi, New York, Nicosia,
    Oslo, Ottawa, Panama City, Paris, Phnom Penh, Prague, Pretoria, Pyongyang, Quito, Rabat, Riga,
    Riyadh, Rome, San José, San Salvador, Sanaa, Santiago, Sarajevo, Seoul, Shanghai, Skopje, Sofia,
    Stockholm, Sydney, Taipei, Tallinn, Tashkent, Tbilisi, Tehran, Tel Aviv, The Hague, Tirana,
    Tokyo, Tripoli, Tunis, Ulaanbaatar, Vienna, Vientiane, Vilnius, Warsaw, Washington, Wellington,
    Yangon, Yaoundé, Yerevan, Zagreb, Los Angeles, California, Texas, Florida"""
)
BODIES = _names(
    """Adidas, Airbus, Al Jazeera, Alibaba, Amazon, Apple, Aramco, ASEAN, Asean, AstraZeneca, BBC,
    Bloomberg, Boeing, BP, Bundestag, Chevron, CIA, CNN, Congress, Conservatives, DHS, Duma, EU,
    Europol, ExxonMobil, Exxon, Facebook, FBI, Fed, FIFA, Fifa, Gazprom, Google, Greenpeace, Hamas,
    Hezbollah, Hollywood, Honda, Huawei, IAEA, IBM, IKEA, Ikea, IMF, Instagram, Intel, Interpol,
    IRA, ISIS, Isis, Knesset, Kremlin, Labour, Lufthansa, McDonald’s, McDonald's, Meta, Microsoft,
    Moderna, NASA, Nasa, NATO, Nato, Netflix, Nike, Nissan, Nokia, OPEC, Opec, Oxfam, Parliament,
    Pentagon, Pfizer, Quds, Reddit, Renault, Reuters, Ryanair, Samsung, Senate, Shell, Siemens,
    Sony, Spotify, Starbucks, Taliban, Telegram, Tesla, TikTok, Toyota, Twitter, Uber, UEFA, Uefa,
    UN, U.N., UNESCO, Unesco, UNHCR, UNICEF, Unicef, Visa, Volkswagen, Volvo, Walmart, WhatsApp,
    WHO, Wikipedia, WTO, YouTube, Xinhua, AFP"""
)
# What the language model takes for names of people, bodies or places and is none.
NO_NAMES = _names(
    """Islam, Christianity, Judaism, Hinduism, Buddhism, Bible, Koran, Quran, God, Allah, Internet,
    Oscar, Oscars, VAT, GDP, G.D.P., BC, AD, Government, Alpine, Covid, Covid-19, Christmas, Easter,
    Ramadan, Brexit, Earth, Sun, Moon, Bitcoin, Twitter account, Ms, Mr, Mrs, CEO, MP, MPs, Yuan,
    Euro, Dollar, Nobel, Olympics"""
)
