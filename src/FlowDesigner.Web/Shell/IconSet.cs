using System.Collections.Frozen;

namespace FlowDesigner.Web.Shell;

/// <summary>Our line icons by name: 24 grid, drawn with the current colour, round ends.</summary>
public static class IconSet
{
    /// <summary>Icon that stands in for an unknown name, such as one of a plug-in.</summary>
    public const string Unknown = "node";

    private static readonly FrozenDictionary<string, string> Shapes = new Dictionary<string, string>
    {
        ["arrow"] = "<path d='M5 12h14M13.5 6.5 19 12l-5.5 5.5'/>",
        ["ask"] =
            "<path d='M4.5 6.500a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H11l-4.5 3.500v-3.500a2 2 0 0 1-2-2Z'/><path d='M10 8.600a2 2 0 1 1 2.7 1.900c-.5.2-.7.5-.7 1M12 13.700v.1'/>",
        ["assert"] = "<path d='M12 3.500 19 6v5.500c0 4.300-2.800 7.300-7 9-4.200-1.700-7-4.700-7-9V6Z'/><path d='m8.800 12 2.300 2.300 4.200-4.600'/>",
        ["book"] =
            "<path d='M12 6.500C10 5 7 4.7 4 5v13c3-.3 6 0 8 1.5 2-1.5 5-1.8 8-1.500V5c-3-.3-6 0-8 1.500ZM12 6.500v13'/>",
        ["branch"] =
            "<path d='M12 3.500v5M12 8.500c0 4-6 3-6 8M12 8.500c0 4 6 3 6 8'/><path d='m3.8 14.5 2.2 2.5 2.2-2.500M15.8 14.5 18 17l2.2-2.5'/>",
        ["card"] = "<rect x='4' y='5' width='16' height='14' rx='2'/><path d='M4 12h16M7.5 15.500h5'/>",
        ["chart"] = "<path d='M4 4v16h16'/><path d='m7.5 15 3.5-4.5 3 2.5 4.5-6'/>",
        ["check"] = "<path d='m5 12.5 4.5 4.5L19 7.5'/>",
        ["check-circle"] = "<circle cx='12' cy='12' r='8.5'/><path d='m8.2 12.4 2.7 2.7 5-5.4'/>",
        ["chevron-down"] = "<path d='m6.5 9.5 5.5 5.5 5.5-5.5'/>",
        ["chevron-left"] = "<path d='M14.5 6.5 9 12l5.5 5.5'/>",
        ["chevron-right"] = "<path d='m9.5 6.5 5.5 5.5-5.5 5.5'/>",
        ["chevron-up"] = "<path d='m6.500 14.500 5.500-5.500 5.500 5.500'/>",
        ["clip"] =
            "<path d='m19 11.5-7.2 7.200a4.2 4.2 0 0 1-6-6L13.5 5a2.8 2.8 0 0 1 4 4l-7.4 7.400a1.4 1.4 0 0 1-2-2l6.7-6.7'/>",
        ["close"] = "<path d='m6 6 12 12M18 6 6 18'/>",
        ["code"] = "<path d='m8.5 7.5-4.5 4.5 4.5 4.500M15.5 7.500l4.5 4.5-4.5 4.5'/>",
        ["copy"] =
            "<rect x='8.5' y='8.5' width='11.5' height='11.5' rx='2'/><path d='M15.5 8.500V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7.500a2 2 0 0 0 2 2h2.5'/>",
        ["crm"] =
            "<rect x='4' y='4.5' width='16' height='15' rx='2'/><circle cx='9.5' cy='10.5' r='2'/><path d='M6.5 16c.3-1.8 1.4-2.6 3-2.600s2.7.8 3 2.600M15 9.500h2.500M15 13h2.5'/>",
        ["db"] =
            "<ellipse cx='12' cy='6.5' rx='7' ry='2.7'/><path d='M5 6.500v11c0 1.5 3.1 2.7 7 2.700s7-1.2 7-2.700v-11M5 12c0 1.5 3.1 2.7 7 2.700s7-1.2 7-2.7'/>",
        ["download"] =
            "<path d='M12 4v10.500M7.8 10.5 12 14.700l4.2-4.2'/><path d='M4.5 14.500V18A1.5 1.5 0 0 0 6 19.500h12a1.5 1.5 0 0 0 1.5-1.500v-3.5'/>",
        ["edit"] =
            "<path d='M4.500 19.500v-3.700L15.700 4.600a1.400 1.400 0 0 1 2 0l1.700 1.700a1.400 1.400 0 0 1 0 2L8.200 19.500Z'/><path d='m13.500 6.800 3.700 3.700'/>",
        ["end"] = "<circle cx='12' cy='12' r='8.5'/><rect x='9' y='9' width='6' height='6' rx='1'/>",
        ["error"] =
            "<path d='M8.4 3.5h7.2l4.9 4.9v7.2l-4.9 4.9H8.4l-4.9-4.9V8.4Z'/><path d='M12 7.8v5M12 16v.1'/>",
        ["exit"] =
            "<path d='M13.500 4.500H7A1.500 1.500 0 0 0 5.500 6v12A1.500 1.500 0 0 0 7 19.500h6.500M10 12h9.500M16 8.500l3.500 3.500-3.500 3.500'/>",
        ["external"] =
            "<path d='M13.500 4.500h6v6M19.500 4.500 11 13'/><path d='M17.500 14v4a1.500 1.500 0 0 1-1.500 1.500H6A1.500 1.500 0 0 1 4.500 18V8A1.500 1.500 0 0 1 6 6.500h4'/>",
        ["filter"] = "<path d='M4 5h16l-6.200 7.500V19l-3.600-2v-4.500Z'/>",
        ["fit"] =
            "<path d='M4 9V5.500A1.5 1.5 0 0 1 5.5 4H9M15 4h3.500A1.5 1.5 0 0 1 20 5.500V9M20 15v3.500a1.5 1.5 0 0 1-1.5 1.500H15M9 20H5.500A1.5 1.5 0 0 1 4 18.500V15'/>",
        ["flask"] =
            "<path d='M9.5 3.500h5M10.5 3.500v6L5.3 18a1.7 1.7 0 0 0 1.5 2.500h10.400a1.7 1.7 0 0 0 1.5-2.500L13.5 9.500v-6M7.8 14.500h8.4'/>",
        ["grid"] =
            "<rect x='4' y='4' width='6.8' height='6.8' rx='1.5'/><rect x='13.2' y='4' width='6.8' height='6.8' rx='1.5'/><rect x='4' y='13.2' width='6.8' height='6.8' rx='1.5'/><rect x='13.2' y='13.2' width='6.8' height='6.8' rx='1.5'/>",
        ["group"] =
            "<path d='M4 8V5.500A1.5 1.5 0 0 1 5.5 4H8M16 4h2.500A1.5 1.5 0 0 1 20 5.500V8M20 16v2.500a1.5 1.5 0 0 1-1.5 1.500H16M8 20H5.500A1.5 1.5 0 0 1 4 18.500V16'/><rect x='8.5' y='8.5' width='7' height='7' rx='1.5'/>",
        ["handoff"] =
            "<path d='M5 14v-2.500a7 7 0 0 1 14 0V14'/><rect x='3.8' y='13' width='3.7' height='5.5' rx='1.5'/><rect x='16.5' y='13' width='3.7' height='5.5' rx='1.5'/><path d='M18.5 18.500c0 1.5-1.5 2.3-4 2.3'/>",
        ["history"] =
            "<path d='M4.5 12a7.5 7.5 0 1 0 2.3-5.400L4.5 9'/><path d='M4.5 4.500V9H9M12 8.300V12l2.6 1.8'/>",
        ["hook"] =
            "<circle cx='6.5' cy='16.5' r='2.7'/><circle cx='17.5' cy='16.5' r='2.7'/><circle cx='12' cy='6.5' r='2.7'/><path d='M9.2 16.500h5.600M10.8 9 8 14.100M13.2 9l2.8 5.1'/>",
        ["http"] =
            "<circle cx='12' cy='12' r='8.5'/><path d='M3.5 12h17M12 3.500c3 2.7 3.3 5.6 3.3 8.500s-.3 5.8-3.3 8.500c-3-2.7-3.3-5.6-3.3-8.500s.3-5.8 3.3-8.500Z'/>",
        ["inbox"] =
            "<path d='M4 13.5 6.5 5.500h11L20 13.500V18a1.5 1.5 0 0 1-1.5 1.500h-13A1.5 1.5 0 0 1 4 18Z'/><path d='M4 13.500h4.500c.4 1.7 1.6 2.5 3.5 2.500s3.1-.8 3.5-2.500H20'/>",
        ["info"] = "<circle cx='12' cy='12' r='8.5'/><path d='M12 11v5M12 7.9v.1'/>",
        ["intent"] =
            "<path d='M4 12a8 8 0 1 1 3.3 6.500L4 20l1.1-3.6'/><path d='M13 8.5 10 12.500h3.500L11 16'/>",
        ["key"] =
            "<circle cx='8' cy='15.5' r='4'/><path d='m11 12.7 8.5-8.200M16 8l2.5 2.500M13.5 10.400l1.8 1.8'/>",
        ["keyboard"] =
            "<rect x='3' y='6.500' width='18' height='11.500' rx='2'/><path d='M6.500 10h.01M10 10h.01M13.500 10h.01M17 10h.01M6.500 14.500h.01M17.500 14.500h.01M9.500 14.500h5' stroke-width='2'/>",
        ["layout"] =
            "<rect x='8.5' y='3.5' width='7' height='4.5' rx='1.2'/><rect x='3.5' y='16' width='7' height='4.5' rx='1.2'/><rect x='13.5' y='16' width='7' height='4.5' rx='1.2'/><path d='M12 8v4M7 16v-4h10v4'/>",
        ["link"] =
            "<path d='M10 14a3.800 3.800 0 0 0 5.400 0l3.200-3.200a3.800 3.800 0 1 0-5.400-5.400L12 6.600'/><path d='M14 10a3.800 3.800 0 0 0-5.400 0l-3.200 3.200a3.800 3.800 0 1 0 5.400 5.400L12 17.400'/>",
        ["list"] = "<path d='M8.5 6.500H20M8.5 12H20M8.5 17.500H20M4.3 6.500h.01M4.3 12h.01M4.3 17.500h.01'/>",
        ["lock"] =
            "<rect x='5.5' y='10.5' width='13' height='9.5' rx='2'/><path d='M8.5 10.500V8a3.5 3.5 0 0 1 7 0v2.5'/>",
        ["log"] = "<rect x='5' y='4' width='14' height='16' rx='2'/><path d='M8.500 8.500h7M8.500 12h7M8.500 15.500h4'/>",
        ["loop"] =
            "<path d='M5 12a7 7 0 0 1 12-4.900L19 9M19 12a7 7 0 0 1-12 4.900L5 15'/><path d='M19 4.500V9h-4.500M5 19.500V15h4.5'/>",
        ["mail"] = "<rect x='3.5' y='5.5' width='17' height='13' rx='2'/><path d='m4.5 7.5 7.5 5.5 7.5-5.5'/>",
        ["map"] = "<rect x='3.500' y='4.500' width='6' height='15' rx='1.500'/><rect x='14.500' y='4.500' width='6' height='15' rx='1.500'/><path d='M6.500 8.500h9.500M14 6.500l2 2-2 2M6.500 15.500h9.500M14 13.500l2 2-2 2'/>",
        ["menu"] = "<path d='M4.500 7h15M4.500 12h15M4.500 17h15'/>",
        ["merge"] = "<path d='M6 4v4c0 4 6 3 6 8M18 4v4c0 4-6 3-6 8M12 16v4.500'/><path d='m9.500 18 2.500 2.500 2.500-2.500'/>",
        ["minus"] = "<path d='M5 12h14'/>",
        ["moon"] = "<path d='M19.500 14.300A8 8 0 0 1 9.700 4.500a8 8 0 1 0 9.800 9.800Z'/>",
        ["more"] = "<path d='M5.5 12h.01M12 12h.01M18.5 12h.01' stroke-width='2.6'/>",
        ["node"] =
            "<rect x='4.500' y='6.500' width='15' height='11' rx='2.500'/><path d='M12 3.500v3M12 17.500v3'/>",
        ["note"] = "<path d='M5 5h14v9l-5 5H5Z'/><path d='M19 14h-5v5'/>",
        ["paste"] =
            "<rect x='5' y='5.500' width='14' height='15' rx='2'/><path d='M9 5.500a1.500 1.500 0 0 1 1.500-1.500h3A1.500 1.500 0 0 1 15 5.500v1.500H9ZM9 12h6M9 15.500h4'/>",
        ["people"] =
            "<circle cx='9' cy='9' r='3.3'/><path d='M3 19.500c.5-3.6 2.8-5.3 6-5.300s5.5 1.7 6 5.300M15.5 6a3.2 3.2 0 0 1 0 6.200M17.5 14.700c2 .7 3.2 2.3 3.5 4.8'/>",
        ["play"] = "<path d='M7.5 5v14l11-7Z'/>",
        ["plug"] = "<path d='M9 3.500v4M15 3.500v4M6.5 7.500h11v3.500a5.5 5.5 0 0 1-11 0ZM12 16.500v4'/>",
        ["plus"] = "<path d='M12 5v14M5 12h14'/>",
        ["publish"] =
            "<path d='M12 15V4.500M7.8 8.5 12 4.300l4.2 4.2'/><path d='M4.5 14.500V18A1.5 1.5 0 0 0 6 19.500h12a1.5 1.5 0 0 0 1.5-1.500v-3.5'/>",
        ["redo"] = "<path d='M15.5 5 20 9.500 15.500 14'/><path d='M20 9.500H9.500a5 5 0 0 0 0 10H13'/>",
        ["refresh"] = "<path d='M19.5 12a7.5 7.5 0 1 1-2.3-5.400L19.5 9'/><path d='M19.5 4.500V9H15'/>",
        ["robot"] =
            "<rect x='4.5' y='8' width='15' height='11' rx='3'/><path d='M12 8V4.500M9.2 13v1.200M14.8 13v1.200M2.8 12.500v3M21.2 12.500v3'/>",
        ["say"] =
            "<path d='M4.5 6.500a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H11l-4.5 3.500v-3.500a2 2 0 0 1-2-2Z'/><path d='M8.5 9h7M8.5 12.200h4.5'/>",
        ["screen"] =
            "<rect x='3.500' y='5' width='17' height='11.500' rx='1.800'/><path d='M9 20h6M12 16.500V20'/>",
        ["search"] = "<circle cx='11' cy='11' r='6.25'/><path d='m15.8 15.8 4.2 4.2'/>",
        ["send"] = "<path d='M4.5 11.5 19.5 4.500l-5 15.5-3.5-6Z'/><path d='m11 14 8.5-9.5'/>",
        ["set"] =
            "<rect x='4' y='5' width='16' height='14' rx='2'/><path d='M4 9.700h16M9.5 9.700V19M4 14.300h16'/>",
        ["settings"] =
            "<path d='M4 7.500h9M17.5 7.500H20M4 16.500h3M11.5 16.500H20'/><circle cx='15.2' cy='7.5' r='2.2'/><circle cx='9.2' cy='16.5' r='2.2'/>",
        ["shop"] =
            "<path d='M5 9.500V19a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V9.5'/><path d='M4 9.5 5.5 4.500h13L20 9.500a2.67 2.67 0 0 1-5.33 0 2.67 2.67 0 0 1-5.33 0A2.67 2.67 0 0 1 4 9.500ZM10 20v-5h4v5'/>",
        ["sort"] = "<path d='M7.500 4.500v15M4.500 16.500l3 3 3-3M13 6h7M13 11h5M13 16h3'/>",
        ["spark"] =
            "<path d='M11 4c.6 4.5 2.5 6.4 7 7-4.5.6-6.4 2.5-7 7-.6-4.5-2.5-6.4-7-7 4.5-.6 6.4-2.5 7-7Z'/><path d='M18.5 15.500v4M16.5 17.500h4'/>",
        ["split"] = "<path d='M4 12h5M9 12c4 0 3-6 8-6h3M9 12c4 0 3 6 8 6h3'/><path d='m17.500 3.500 2.500 2.500-2.500 2.500M17.500 15.500l2.500 2.500-2.500 2.500'/>",
        ["start"] = "<path d='M13 3 5.5 13.500h5L10 21l8-11h-5.500Z'/>",
        ["stop"] = "<rect x='6.5' y='6.5' width='11' height='11' rx='2'/>",
        ["sum"] = "<path d='M17.500 8V5H6.500l6 7-6 7h11v-3'/>",
        ["sun"] =
            "<circle cx='12' cy='12' r='3.8'/><path d='M12 3.500v2M12 18.500v2M3.5 12h2M18.5 12h2M6 6l1.4 1.400M16.6 16.6 18 18M18 6l-1.4 1.400M7.4 16.6 6 18'/>",
        ["switch"] = "<path d='M12 3.500v4M12 7.500 5 12.500v6M12 7.500v11M12 7.500l7 5v6'/><path d='M3.500 20.500h3M10.500 20.500h3M17.500 20.500h3'/>",
        ["trash"] =
            "<path d='M4.500 7h15M9.500 7V4.500h5V7M6.500 7l.8 12a1.500 1.500 0 0 0 1.500 1.400h6.400a1.500 1.500 0 0 0 1.500-1.400L17.500 7M10.300 10.500v6M13.700 10.500v6'/>",
        ["undo"] = "<path d='M8.5 5 4.5 9l4 4'/><path d='M4.5 9H14a5 5 0 0 1 0 10h-4'/>",
        ["upload"] =
            "<path d='M12 15V4.500M7.800 8.700 12 4.500l4.200 4.200'/><path d='M4.500 14.500V18A1.500 1.500 0 0 0 6 19.500h12a1.500 1.500 0 0 0 1.500-1.500v-3.500'/>",
        ["wait"] = "<circle cx='12' cy='12' r='8'/><path d='M12 7.500V12l3 2'/>",
        ["warning"] = "<path d='M12 4.2 21 19.5H3Z'/><path d='M12 10v4.4M12 17v.1'/>",
        ["zoom"] =
            "<circle cx='11' cy='11' r='6.250'/><path d='m15.800 15.800 4.200 4.200M8.500 11h5M11 8.500v5'/>",
        ["zoom-out"] = "<circle cx='11' cy='11' r='6.250'/><path d='m15.800 15.800 4.200 4.200M8.500 11h5'/>",
    }.ToFrozenDictionary();

    /// <summary>Every name there is.</summary>
    public static IEnumerable<string> Names => Shapes.Keys;

    /// <summary>The inside of the icon's <c>svg</c> element.</summary>
    /// <param name="name">Its name; an unknown one gives <see cref="Unknown"/>.</param>
    /// <returns>SVG markup, ours and therefore safe to show as it is.</returns>
    public static string Shape(string name) => Shapes.TryGetValue(name, out var shape) ? shape : Shapes[Unknown];
}
