using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Keyway.Server.Portal.Shared;

/// <summary><c>&lt;copyable text="@id" label="object id" /&gt;</c>: monospaced, with a button that copies it; without scripts the button is not there.</summary>
[HtmlTargetElement("copyable", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CopyableTagHelper : TagHelper
{
    public string Text { get; set; } = "";

    /// <summary>What is copied, for who does not see it.</summary>
    public string Label { get; set; } = "text";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "copyable");
        output.Content.AppendHtml("<code>").Append(Text).AppendHtml("</code><button type=\"button\" class=\"copy\" hidden aria-label=\"Copy ").Append(Label).AppendHtml("\">Copy</button>");
    }
}
