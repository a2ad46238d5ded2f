using Keyway.Errors;

namespace Keyway.Server.Pages;

/// <summary>What happened and what to do, with the number small; the browser's focus goes to it.</summary>
internal static class ErrorSummary
{
    public static Markup Of(Refusal? refusal) => refusal is null
        ? Markup.None
        : Markup.Of($"""<div class="error" role="alert" tabindex="-1" autofocus>{Text(refusal.Error)}</div>""");

    /// <summary>The same for the script to show.</summary>
    public static Markup Hidden(string id, KeywayError error) => Markup.Of($"""<div class="error" role="alert" tabindex="-1" id="{id}" hidden>{Text(error)}</div>""");

    private static Markup Text(KeywayError error) => Markup.Of($"<p><strong>{error.Cause}</strong></p><p>{error.Remedy}</p><p class=\"number\">{error.Code}</p>");
}
