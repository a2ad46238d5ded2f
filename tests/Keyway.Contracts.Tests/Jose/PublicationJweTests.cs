using System.Security.Cryptography;
using Keyway.Contracts.Jose;
using Keyway.Errors;

namespace Keyway.Contracts.Tests.Jose;

public sealed class PublicationJweTests
{
    private static readonly RSA Key = RSA.Create(3072);
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(500);

    [Fact]
    public void The_receiver_opens_it() => Assert.Equal(Content, PublicationJwe.Open(Key, PublicationJwe.Seal(Key, Content)).Value);

    [Fact]
    public void Another_receiver_is_told_that_it_is_not_for_him()
    {
        using var other = RSA.Create(3072);

        Assert.Equal(Catalogue.Tokens.JweNotForUs, PublicationJwe.Open(other, PublicationJwe.Seal(Key, Content)).Refusal.Error);
    }

    [Fact]
    public void A_truncated_publication_is_refused()
    {
        var jwe = PublicationJwe.Seal(Key, Content);

        Assert.False(PublicationJwe.Open(Key, jwe[..^1]).Succeeded);
        Assert.False(PublicationJwe.Open(Key, jwe[..(jwe.Length / 2)]).Succeeded);
    }

    [Fact]
    public void Mutated_publications_do_not_open_to_anything_else_and_never_throw()
    {
        // Every private-key operation takes a millisecond: every tenth mutation is enough to visit all parts.
        foreach (var mutated in Mutations.Of(PublicationJwe.Seal(Key, Content)).Where((_, number) => number % 10 == 0))
        {
            if (PublicationJwe.Open(Key, mutated).TryGet(out var opened, out _))
                Assert.Equal(Content, opened);
        }
    }
}
