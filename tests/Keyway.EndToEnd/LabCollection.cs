namespace Keyway.EndToEnd;

/// <summary>The journeys share one organisation, so they walk one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class LabCollection
{
    public const string Name = "lab";
}
