namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>What a restriction of models means to some people, of whom each has a key.</summary>
/// <param name="Lost">Keys of models that are not allowed.</param>
/// <param name="Losing">Who has at least one of those.</param>
/// <param name="Left">Who has no other key.</param>
/// <param name="Keys">All their keys.</param>
/// <param name="People">All of them.</param>
internal readonly record struct ImpactCount(int Lost, int Losing, int Left, int Keys, int People)
{
    /// <summary>The same people when none of their keys is allowed.</summary>
    public ImpactCount Whole => new(Keys, People, People, Keys, People);

    /// <summary>Of two groups that share nobody.</summary>
    public static ImpactCount operator +(ImpactCount one, ImpactCount other) =>
        new(one.Lost + other.Lost, one.Losing + other.Losing, one.Left + other.Left, one.Keys + other.Keys, one.People + other.People);

    /// <summary>Without some of the people.</summary>
    public static ImpactCount operator -(ImpactCount all, ImpactCount some) =>
        new(all.Lost - some.Lost, all.Losing - some.Losing, all.Left - some.Left, all.Keys - some.Keys, all.People - some.People);

    public RestrictionImpact Impact(IReadOnlyList<ModelImpact> models) => new(Lost, Losing, Left, models);
}
