using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Keyway.Server.Portal.Shared;

/// <summary><c>&lt;state is="ok"&gt;Enabled&lt;/state&gt;</c>: a word and a shape, never a colour alone. <c>is</c>: ok, note, warning or danger.</summary>
[HtmlTargetElement("state")]
public sealed class StateTagHelper : TagHelper
{
    public string Is { get; set; } = "note";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.Attributes.SetAttribute("class", $"state {Is}");
        output.PreContent.SetHtmlContent(Is switch
        {
            "ok" => Shape("""<path d="M3 8.500l3.500 3.500L13 4.500"/>"""),
            "warning" => Shape("""<path d="M8 2l6.500 12h-13zM8 6.500v3.500M8 12h.01"/>"""),
            "danger" => Shape("""<path d="M4 4l8 8M12 4l-8 8"/>"""),
            _ => Shape("""<path d="M3 8h10"/>"""),
        });
    }

    private static string Shape(string path) => $"""<svg viewBox="0 0 16 16" aria-hidden="true">{path}</svg>""";
}
