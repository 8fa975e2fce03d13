using System.Collections.Frozen;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>The words that make an address, folded, in the ways of some forty countries.</summary>
internal static class StreetWords
{
    /// <summary>After the name: "22 Cheetham Rise".</summary>
    public static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> After = WordSet.Of("""
        street st road rd avenue ave av lane ln drive dr court ct boulevard blvd way close crescent cres place pl terrace square sq parkway pkwy highway hwy rise gardens
        grove circle cir trail walk row mews hill heights view park plaza alley loop pike run nagar colony marg layout chowk cross sector block phase society apartment apartments
        enclave vihar bagh residency towers estate extension galli peth puram caddesi cad sokak sok
        quay parade esplanade green wharf strand embankment promenade cove bend glen knoll ridge landing crossing turnpike freeway expressway chawl chs gali mohalla bazar bazaar
        """);

    /// <summary>Before the name: "rue Oued Ziz 5".</summary>
    public static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Before = WordSet.Of("""
        rue avenue boulevard calle carrera via viale corso piazza ulica ulice ul rua avenida avda av praca travessa quartier plac pl aleja al os jalan jl strada str bd allee chemin impasse paseo
        plaza quai place route cours vicolo largo contrada alameda estrada rodovia camino carretera pasaje psje ronda carrer rambla jiron jr cra cll transversal diagonal lorong duong ngo pho
        venelle sente sentier ruelle hameau clos faubourg passage odos prospekt prosp bulevar bulevardul calea aleea rehov derech c namesti trida privada cerrada
        """);

    /// <summary>After the name and before the number: "Lichtenberger Ufer 5".</summary>
    public static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Between = WordSet.Of("""
        ufer damm platz ring chaussee promenade strasse strase straße str weg gasse allee straat plein gracht kade gade vej gata gatan tie katu utca ut mah mahallesi sok cad caddesi sokak
        gate vei veien vag vagen korut ter chome cho ro daero gil cad laan street st
        """);

    /// <summary>"Am Muehlenberg 4": what a street that is called after its place begins with, behind which the number follows.</summary>
    public static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Places = WordSet.Of("am im an auf zum zur unter in hinter vor beim");

    /// <summary>Before a number: "Flat 3".</summary>
    public static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Units = WordSet.Of("""
        flat apt apartment unit suite room house plot door block blk no nr nº num h d hno dno building bldg floor villa ste bungalow stand erf comp lot ward box rr km
        int piso dpto depto apto ap bl sc et lok m kv th tv mf bis ter quater app appt wing tower phase so gil ga ne nw se sw n s e w north south east west
        """);

    /// <summary>Before the name of a quarter that belongs to the address: "Brgy. San Roque".</summary>
    public static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Quarters = WordSet.Of("brgy barangay col colonia al el bo urb urbanizacion barrio bairro");

    private static readonly string[] Endings =
        ["strasse", "strase", "stra\u00DFe", "straat", "gasse", "allee", "platz", "gaten", "gatan", "vagen", "veien", "gade", "utca", "laan", "vej", "gata", "str", "weg", "tie", "katu", "plein", "gracht", "kade", "dijk", "singel", "steeg", "wegen"];

    /// <summary>Whether a folded word ends like the name of a street: "Kaiserstrasse".</summary>
    public static bool HasEnding(ReadOnlySpan<char> word)
    {
        foreach (var ending in Endings)
            if (word.Length > ending.Length + 2 && word.EndsWith(ending)) return true;
        return false;
    }
}
