namespace ClearView.AiTool.Anonymize.Words;

/// <summary>
/// Makes and products of workshops, wards, laboratories, kitchens, farms, offices and ports, and what methods are called after: unknown words in capitals
/// that a list or the tagger would take for people or villages. What is a name too stays one.
/// </summary>
internal static class EquipmentWords
{
    public static IReadOnlyCollection<string> All => field ??= string.Join(' ', Trades, Health, Offices, Methods).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    private const string Trades = """
        trimble topcon makita hilti dewalt metabo festool husqvarna stihl daikin trane vaillant danfoss grundfos viessmann mitsubishi eaton legrand wago beckhoff omron keyence fluke megger kemppi fronius
        mazak okuma heidenhain trumpf amada bystronic renishaw mitutoyo liebherr terex manitou jcb bobcat fendt lely delaval moffett hiab palfinger jungheinrich hyster webasto knorr wabco voith wartsila furuno garmin
        kenworth peterbilt freightliner komatsu yaskawa sinamics sinumerik artioscad
        electrolux robotcoupe thermomix pacojet wella redken olaplex dermalogica
        """;

    private const string Health = """
        sysmex vitros cobas ortho abaxis hologic mindray alaris pyxis omnicell getinge draeger resmed fresenius prismaflex impella zoll agilent shimadzu eppendorf illumina nanodrop bruker zetasizer sartorius
        millipore tecan perkinelmer biorad maldi invisalign cerec dentrix carestream planmeca exocad aistear
        """;

    private const string Offices = """
        verdana helvetica garamond quarkxpress cricut wacom procreate zbrush tiburon genetec avigilon lenel xprotect vivotek hikvision dahua navis cargowise kewill redprairie blueyonder highjump protel knowcross
        onbase planday marginedge mycase hurco doosan kinaxis genstat vite vitest hono virtis lusas etap pvsyst surpac deswik datamine micromine leapfrog istio dagster liquibase comscore kantar
        """;

    private const string Methods = """
        croston haenszel wittig grignard westendorp kneser levenshtein viterbi 
        """;
}
