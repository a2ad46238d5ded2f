using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Keyway.Server.Portal.Shared;

/// <summary><c>&lt;moment at="@time" /&gt;</c>: how long ago or ahead, in words, with the exact time on hover and focus.</summary>
[HtmlTargetElement("moment", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MomentTagHelper(TimeProvider time) : TagHelper
{
    public DateTimeOffset? At { get; set; }

    /// <summary>What stands there when there is no time.</summary>
    public string None { get; set; } = "never";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        if (At is not { } at)
        {
            output.TagName = "span";
            output.Content.SetContent(None);
            return;
        }

        var exact = at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
        output.TagName = "time";
        output.Attributes.SetAttribute("datetime", at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", exact);
        output.Content.SetContent(Words(at - time.GetUtcNow()));
    }

    private static string Words(TimeSpan distance)
    {
        var ahead = distance > TimeSpan.Zero;
        var length = distance.Duration();
        var words = length.TotalMinutes switch
        {
            < 1 => "less than a minute",
            < 60 => Count((int)length.TotalMinutes, "minute"),
            < 60 * 24 => Count((int)length.TotalHours, "hour"),
            < 60 * 24 * 60 => Count((int)length.TotalDays, "day"),
            _ => Count((int)(length.TotalDays / 30), "month"),
        };
        return ahead ? $"in {words}" : $"{words} ago";
    }

    private static string Count(int number, string unit) => $"{number.ToString(CultureInfo.InvariantCulture)} {unit}{(number == 1 ? "" : "s")}";
}
