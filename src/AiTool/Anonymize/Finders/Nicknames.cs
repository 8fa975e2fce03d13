namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Short forms that everybody knows of given names, so that "Bob" in a r\u00E9sum\u00E9 is known for the account's Robert.</summary>
internal static class Nicknames
{
    // Each line: one name in its forms.
    private const string Forms = """
        robert bob bobby rob robbie bert
        william will bill billy willy liam
        richard rick ricky rich dick
        james jim jimmy jamie
        john jack johnny jon
        joseph joe joey
        michael mike mick mickey mikey
        thomas tom tommy
        charles charlie chuck chas
        edward ed eddie ted teddy ned
        anthony tony
        andrew andy drew
        christopher chris topher kit
        daniel dan danny
        david dave davey
        matthew matt
        nicholas nick nicky
        patrick pat paddy
        peter pete
        samuel sam sammy
        stephen steven steve stevie
        timothy tim timmy
        benjamin ben benny
        alexander alex alec sandy sasha xander
        alexandra alex sandra sasha lexi
        frederick fred freddie
        gregory greg
        jeffrey jeff
        kenneth ken kenny
        lawrence larry
        leonard len lenny
        philip phil
        raymond ray
        ronald ron ronnie
        theodore ted teddy theo
        vincent vince vinnie
        walter walt wally
        abdullah abdul
        mohammed mo
        elizabeth liz lizzie beth betty eliza lisa libby
        margaret maggie meg peggy greta rita
        katherine catherine kathryn kate katie kathy cathy kitty
        jennifer jen jenny
        jessica jess jessie
        rebecca becky becca
        susan sue susie
        patricia pat patty tricia
        barbara barb babs
        deborah deb debbie
        victoria vicky tori
        christina christine chris tina chrissy
        samantha sam
        josephine jo josie
        francisco paco pancho frank
        jose pepe
        guadalupe lupe lupita
        ignacio nacho
        maria mary mia
        katarzyna kasia
        malgorzata gosia
        agnieszka aga
        aleksander olek
        wojciech wojtek
        krzysztof krzysiek
        oleksandr sasha
        dmitri dmytro dima
        vladimir volodymyr vova vlad
        anastasia nastya
        oluwaseun seun
        babatunde tunde
        oluwatobiloba tobi
        chukwuemeka emeka
        ikechukwu ike
        giuseppe beppe
        giovanni gianni
        hans johannes johann hannes
        """;

    private static readonly Dictionary<string, HashSet<string>> ByName = Build();

    /// <summary>Other forms of a folded name; none for most.</summary>
    public static IReadOnlySet<string> Of(string name) => ByName.TryGetValue(name, out var others) ? others : System.Collections.Frozen.FrozenSet<string>.Empty;

    private static Dictionary<string, HashSet<string>> Build()
    {
        var all = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var line in Forms.Split('\n'))
        {
            var forms = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var form in forms)
            {
                if (!all.TryGetValue(form, out var others))
                    all[form] = others = new HashSet<string>(StringComparer.Ordinal);
                others.UnionWith(forms);
                others.Remove(form);
            }
        }
        return all;
    }
}
