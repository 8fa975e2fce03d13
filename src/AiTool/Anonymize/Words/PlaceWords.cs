using System.Collections.Frozen;

namespace ClearView.AiTool.Anonymize.Words;

/// <summary>Countries and the regions of some of them, folded; several words are parted by one space.</summary>
internal static class PlaceWords
{
    public static bool IsCountry(ReadOnlySpan<char> words) => Countries.Contains(words);

    public static bool IsRegion(ReadOnlySpan<char> words) => Regions.Contains(words);

    /// <summary>A state of the USA or a province of Canada by its two letters.</summary>
    public static bool IsStateCode(ReadOnlySpan<char> word) => StateCodes.Contains(word);

    /// <summary>A state of the USA or a province of Canada as newspapers shorten it: "Pa." It says little without a town and a comma before it.</summary>
    public static bool IsShortState(ReadOnlySpan<char> word) => ShortStates.Contains(word);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ShortStates = WordSet.Of("pa ga va vt md mo la ky ala ariz ark calif colo conn del fla ill ind kan mass mich minn miss mont neb nev okla ore tenn tex wash wis wyo ont que alta sask");

    /// <summary>A country by its two letters, where they are short for little else.</summary>
    public static bool IsCountryCode(ReadOnlySpan<char> word) => CountryCodes.Contains(word);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> CountryCodes = WordSet.Of(
        "gh ng ke za ug tz et eg tn gb fr nl lu de dk fi pl cz sk hu ro bg gr tr ua ru ee lv lt cn jp kr tw hk sg th vn ph lk bd pk np ae sa qa kw bh lb br mx nz au ie");

    /// <summary>What goes on with the name of a place: "Kings County", "Bangalore Urban".</summary>
    public static bool IsSuffix(ReadOnlySpan<char> word) => Suffixes.Contains(word);

    /// <summary>What the name of a place may end with that is called after what lies there: "Fox Valley".</summary>
    public static bool IsLandform(ReadOnlySpan<char> word) => Landforms.Contains(word);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Landforms = WordSet.Of("valley park hill hills green bridge cross heath bay beach springs falls creek lake lakes island point heights village quay moor wood woods grove harbour harbor port shore mount mountain rock river ford end head common");

    /// <summary>What stands before the name of a place and belongs to it: "Southern California".</summary>
    public static bool IsPrefix(ReadOnlySpan<char> word) => Prefixes.Contains(word);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Suffixes = WordSet.Of("county area region district city metro metropolitan state province urban rural cantt cantonment dist suburb suburbs township village taluk tehsil prefecture valley");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Prefixes = WordSet.Of("southern northern eastern western central greater upstate downtown north south east west northeast northwest southeast southwest upper lower inner outer metro navi");

    /// <summary>Two letters that are a degree or a word as often as a state.</summary>
    public static bool IsDoubtfulCode(ReadOnlySpan<char> word) => DoubtfulCodes.Contains(word);

    /// <summary>All countries and regions.</summary>
    public static IEnumerable<string> All => Countries.Set.Concat(Regions.Set);

    /// <summary>The words that a country's or a region's name begins with.</summary>
    public static IReadOnlyCollection<string> Firsts => field ??= Countries.Set.Concat(Regions.Set).Select(n => n.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Split(string all) =>
        all.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> StateCodes = WordSet.Of("""
        al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr
        ab bc mb nb nl ns on pe qc sk nsw qld vic tas up mp ap wb mh
        """);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> DoubtfulCodes = WordSet.Of("md ms ma pa in or me hi ok id co de la on pe pr do");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Countries = Split("""
        afghanistan, albania, algeria, andorra, angola, argentina, armenia, australia, austria, azerbaijan, bahamas, bahrain, bangladesh, barbados, belarus
        belgium, belize, benin, bhutan, bolivia, bosnia, bosnia and herzegovina, botswana, brazil, brasil, brunei, bulgaria, burkina faso, burundi, cambodia, cameroon
        canada, cape verde, chad, chile, china, colombia, congo, costa rica, cote divoire, ivory coast, croatia, cuba, cyprus, czech republic, czechia
        denmark, danmark, djibouti, dominican republic, ecuador, egypt, el salvador, eritrea, estonia, eswatini, ethiopia, fiji, finland, france, gabon, gambia, georgia
        germany, deutschland, ghana, greece, grenada, guatemala, guinea, guyana, haiti, honduras, hong kong, hungary, iceland, india, indonesia, iran, iraq, ireland, israel
        italy, italia, jamaica, japan, jordan, kazakhstan, kenya, kosovo, kuwait, kyrgyzstan, laos, latvia, lebanon, lesotho, liberia, libya, liechtenstein, lithuania
        luxembourg, macau, madagascar, malawi, malaysia, maldives, mali, malta, mauritania, mauritius, mexico, moldova, monaco, mongolia, montenegro, morocco, mozambique
        myanmar, burma, namibia, nepal, netherlands, the netherlands, new zealand, nicaragua, niger, nigeria, north korea, north macedonia, macedonia, norway, norge, oman, pakistan
        palestine, panama, papua new guinea, paraguay, peru, philippines, poland, polska, portugal, puerto rico, qatar, romania, russia, russian federation, rwanda, saudi arabia
        kingdom of saudi arabia, ksa, senegal, serbia, seychelles, sierra leone, singapore, slovakia, slovenia, somalia, south africa, south korea, korea, south sudan, spain, espana, sri lanka, sudan
        suriname, sweden, sverige, switzerland, schweiz, suisse, syria, taiwan, tajikistan, tanzania, thailand, togo, trinidad and tobago, trinidad, tunisia, turkey, turkiye, turkmenistan
        uganda, ukraine, united arab emirates, uae, united kingdom, uk, great britain, britain, united states, united states of america, usa, us, uruguay, uzbekistan, venezuela
        vietnam, viet nam, yemen, zambia, zimbabwe, england, scotland, wales, northern ireland
        """);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Regions = Split("""
        alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida, hawaii, idaho, illinois, indiana, iowa, kansas, kentucky, louisiana, maine
        maryland, massachusetts, michigan, minnesota, mississippi, missouri, montana, nebraska, nevada, new hampshire, new jersey, new mexico, new york, north carolina, north dakota, ohio
        oklahoma, oregon, pennsylvania, rhode island, south carolina, south dakota, tennessee, texas, utah, vermont, virginia, west virginia, wisconsin, wyoming, district of columbia
        alberta, british columbia, manitoba, new brunswick, newfoundland, nova scotia, ontario, prince edward island, quebec, saskatchewan
        andhra pradesh, arunachal pradesh, assam, bihar, chhattisgarh, goa, gujarat, haryana, himachal pradesh, jharkhand, karnataka, kerala, madhya pradesh, maharashtra, manipur, meghalaya
        mizoram, nagaland, odisha, orissa, punjab, rajasthan, sikkim, tamil nadu, tamilnadu, telangana, tripura, uttar pradesh, uttarakhand, west bengal, jammu, jammu and kashmir, kashmir
        pondicherry, puducherry, chandigarh, bangalore, bengaluru, bombay, madras, calcutta, poona, baroda, trivandrum, cochin, gurgaon, noida, vizag, mysore, mangalore
        ha noi, hai phong, da nang, sai gon, can tho, roma, milano, firenze, napoli, torino, venezia, munchen, muenchen, koln, koeln, wien, warszawa, krakow, praha, kobenhavn, koebenhavn, goteborg
        lisboa, bruxelles, brussel, den haag, sevilla, athina, moskva, kyiv, kiev, bucuresti, beograd, geneve, genf, zurich, nuremberg, seville, turin, cologne, antwerp, ghent
        gothenburg, munich, vienna, prague, warsaw, cracow, copenhagen, lisbon, oporto, rome, milan, florence, naples, venice, genoa, brussels, bruges, the hague, athens, thessaloniki, moscow, saint petersburg, st petersburg, bucharest, belgrade
        geneva, lucerne, dusseldorf, duesseldorf, hanover, frankfurt, dresden, leipzig, breslau, danzig, gdansk, lodz, poznan, wroclaw, marseilles, lyons, saragossa, majorca, corunna, bilbao, havana, mexico city, bogota, brasilia, peking, canton
        calicut, trichur, trichy, tiruchchirappalli, pune, kanpur, cawnpore, benares, banaras, simla, ooty, tuticorin, quilon, alleppey, cannanore, dacca, rangoon, saigon, batavia, phnom penh, kathmandu, lahore, karachi, peshawar, rawalpindi
        cairo, alexandria, damascus, aleppo, mecca, medina, jeddah, tehran, baghdad, basra, jerusalem, haifa, jaffa, nazareth, bethlehem, izmir, smyrna, constantinople, salonica, nicosia, limassol, marrakesh, marrakech, tangier, fez, algiers
        new south wales, queensland, victoria, tasmania, south australia, western australia, bavaria, bayern, saxony, sachsen, hesse, hessen, brandenburg, thuringia, westphalia, catalonia
        andalusia, lombardy, tuscany, sicily, silesia, masovia, flanders, wallonia, normandy, brittany, provence, yorkshire, lancashire, kent, essex, surrey, sussex, cornwall, devon
        norfolk, suffolk, hampshire, berkshire, buckinghamshire, oxfordshire, cambridgeshire, hertfordshire, bedfordshire, northamptonshire, leicestershire, warwickshire, worcestershire, gloucestershire
        somerset, dorset, wiltshire, staffordshire, shropshire, cheshire, derbyshire, nottinghamshire, lincolnshire, cumbria, northumberland, durham, merseyside, greater manchester, west midlands
        east midlands, tyne and wear, middlesex, lagos state, ogun state, greater london, bay area, silicon valley, long island, brooklyn, manhattan, queens, the bronx, bronx, harlem, staten island
        europe, western europe, eastern europe, northern europe, southern europe, central europe, africa, north africa, west africa, east africa, southern africa, asia, south asia, southeast asia, south east asia
        central asia, east asia, middle east, north america, south america, latin america, central america, the caribbean, oceania, scandinavia, the balkans, twin cities
        """);
}
