namespace Keyway.Server.Portal.Administration.AuthenticationMethods;

/// <summary>What a form says of one group.</summary>
public sealed class GroupChoice
{
    public const string Include = "include";
    public const string Exclude = "exclude";
    public const string Neither = "neither";

    public Guid Id { get; set; }

    /// <summary>One of the constants; anything else is <see cref="Neither"/>.</summary>
    public string? Choice { get; set; }
}
