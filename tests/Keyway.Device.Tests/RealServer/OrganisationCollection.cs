namespace Keyway.Device.Tests.RealServer;

/// <summary>One server for all tests that need one.</summary>
[CollectionDefinition(Name)]
public sealed class OrganisationCollection : ICollectionFixture<Organisation>
{
    public const string Name = "organisation";
}
