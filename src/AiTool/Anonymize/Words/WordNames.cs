namespace ClearView.AiTool.Anonymize.Words;

/// <summary>
/// Names that are common words too, and that the lists of names leave out for it: surnames among the most frequent of the US Census Bureau's list of 2010
/// (public domain) and of Vietnam, China and Korea, and given names of the same. Without them who is called so would be left in the text more often than others.
/// </summary>
internal static class WordNames
{
    public static IReadOnlyList<string> Surnames { get; } = Split("""
        baker cook porter mason judge farmer carpenter painter butler carter turner walker weaver wheeler potter singer shepherd fisher hunter archer gardner chambers sergeant
        battle banks booker rivers gaines king young hill green brown white black gray wood woods stone fields bush rose lane lake brooks ford grant hunt price rice long short moss love bell bond case church
        cross fox frost golden hardy heath hood horn knight lamb little marsh may mays moody moon noble park parks parsons peck penny pike pope powers rich savage sharp shields small smalls
        snow sparks spears steel strong summers swift temple wall waters wise wolf worth lam le ly vo ngo sun song tan tang lin fan fang hung luong tong chin cho kang ma mai pan peng seng shin sin tam tin wing yen yang yin
        bender berry bishop blood boyd branch bridges bright burns cannon castle chance clay cotton crane curry dean drew duke flowers freeman jolly joy justice
        lemon low mills monk pace peace pearl pierce pool poor proctor pride sage sellers slaughter spring stark summer sweet taylor toy tripp valentine vest
        """);

    public static IReadOnlyList<string> Given { get; } = Split("jun son yen long van loan lan dung hung hoa nam bao kim chi mai sang hien thu tin tu vu pearl precious diamond ebony raven tiara destiny princess justice prince king majesty miracle blessing gift marvelous");

    private static string[] Split(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
