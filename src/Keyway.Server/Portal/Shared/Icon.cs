using Microsoft.AspNetCore.Html;

namespace Keyway.Server.Portal.Shared;

/// <summary>Our few pictures: 24 by 24, drawn by strokes in the colour of the text beside them. They never stand for a word, so that a screen reader passes them by.</summary>
internal static class Icon
{
    public static readonly IHtmlContent Key = Of("""<circle cx="8" cy="12" r="4.5"/><path d="M12.5 12H22M18 12v4M22 12v3"/>""");
    public static readonly IHtmlContent Usb = Of("""<rect x="7" y="9" width="10" height="12" rx="2"/><path d="M9 9V3h6v6M11 6h.01M13 6h.01"/>""");
    public static readonly IHtmlContent Nfc = Of("""<path d="M6 8a7 7 0 0 1 0 8M10 6a11 11 0 0 1 0 12M14 4a15 15 0 0 1 0 16M18 2a19 19 0 0 1 0 20"/>""");
    public static readonly IHtmlContent Phone = Of("""<rect x="7" y="2" width="10" height="20" rx="2"/><path d="M11 18h2"/>""");
    public static readonly IHtmlContent Computer = Of("""<rect x="3" y="4" width="18" height="12" rx="2"/><path d="M8 20h8M12 16v4"/>""");
    public static readonly IHtmlContent Domain = Of("""<rect x="9" y="3" width="6" height="5" rx="1"/><rect x="2" y="16" width="6" height="5" rx="1"/><rect x="16" y="16" width="6" height="5" rx="1"/><path d="M12 8v4M5 16v-4h14v4"/>""");
    public static readonly IHtmlContent Shield = Of("""<path d="M12 3l8 3v6c0 5-3.5 8-8 9-4.500-1-8-4-8-9V6z"/><path d="M9 12l2 2 4-4"/>""");
    public static readonly IHtmlContent Clock = Of("""<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 3"/>""");
    public static readonly IHtmlContent People = Of("""<circle cx="9" cy="8" r="4"/><path d="M2 21c0-4 3-7 7-7s7 3 7 7M16 4a4 4 0 0 1 0 8M22 21c0-3-1.500-6-4-6.700"/>""");
    public static readonly IHtmlContent List = Of("""<path d="M8 6h13M8 12h13M8 18h13M3 6h.01M3 12h.01M3 18h.01"/>""");
    public static readonly IHtmlContent Chart = Of("""<path d="M4 20V4M4 20h16M9 16v-5M14 16V8M19 16v-3"/>""");
    public static readonly IHtmlContent Person = Of("""<circle cx="12" cy="8" r="4"/><path d="M4 21c0-4 3.500-7 8-7s8 3 8 7"/>""");

    private static HtmlString Of(string shapes) => new($"""<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{shapes}</svg>""");
}
