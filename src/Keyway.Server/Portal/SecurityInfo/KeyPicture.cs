using Microsoft.AspNetCore.Html;

namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>What the hand does with a key, drawn by strokes. The words beside it say the same, so that a screen reader passes it by.</summary>
internal static class KeyPicture
{
    /// <summary>A key on its way into the side of a laptop.</summary>
    public static readonly IHtmlContent Usb = Of(
        """<path d="M20 18h96a6 6 0 0 1 6 6v66H14V24a6 6 0 0 1 6-6zM4 90h128l-6 14H10zM56 96h24"/><path class="key" d="M146 62h14v16h-14zM160 56h38a6 6 0 0 1 6 6v16a6 6 0 0 1-6 6h-38z"/><circle class="key" cx="182" cy="70" r="6"/><path class="key" d="M140 40l-8 8 8 8M134 48h22"/>""");

    /// <summary>A key that is held against the back of a telephone.</summary>
    public static readonly IHtmlContent Nfc = Of(
        """<rect x="26" y="6" width="60" height="108" rx="8"/><path d="M50 16h12M50 104h12"/><path class="key" d="M112 40h70a8 8 0 0 1 8 8v24a8 8 0 0 1-8 8h-70a8 8 0 0 1-8-8V48a8 8 0 0 1 8-8z"/><circle class="key" cx="168" cy="60" r="7"/><path class="key" d="M124 52a14 14 0 0 1 0 16M134 46a24 24 0 0 1 0 28"/><path d="M62 48a16 16 0 0 1 0 24M72 40a28 28 0 0 1 0 40"/>""");

    private static HtmlString Of(string shapes) => new($"""<svg class="picture" viewBox="0 0 216 120" aria-hidden="true" focusable="false">{shapes}</svg>""");
}
