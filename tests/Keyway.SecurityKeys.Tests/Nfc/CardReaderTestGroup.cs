namespace Keyway.SecurityKeys.Tests.Nfc;

/// <summary>One pcscd for all tests with cards. They run alone: elsewhere the one key that is there is asked for, too.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CardReaderTestGroup : ICollectionFixture<CardReaderService>
{
    public const string Name = "card readers";
}
