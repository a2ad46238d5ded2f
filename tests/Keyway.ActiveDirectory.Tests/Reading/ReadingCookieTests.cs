using Keyway.ActiveDirectory.Reading;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.Reading;

public sealed class ReadingCookieTests
{
    private static readonly ReadingCookie Cookie = new(Guid.NewGuid(), DirectoryReadingMode.ObjectSecurity, -36288000000000, new byte[] { 1, 2, 3 });

    [Fact]
    public void What_was_encoded_is_parsed()
    {
        var parsed = ReadingCookie.Parse(Cookie.Encode().Span)!;

        Assert.Equal((Cookie.InvocationId, Cookie.Mode, Cookie.MaximumPasswordAge), (parsed.InvocationId, parsed.Mode, parsed.MaximumPasswordAge));
        Assert.Equal(Cookie.Position.ToArray(), parsed.Position.ToArray());
    }

    [Fact]
    public void O07_damaged_ones_are_none_of_ours() => Mutations.Survive(
        Cookie.Encode().ToArray(),
        bytes => ReadingCookie.Parse(bytes) is { } parsed ? (Result<ReadingCookie>)parsed : Catalogue.ActiveDirectory.AnswerMalformed);

    [Fact]
    public void O07_a_huge_one_is_none_of_ours() => Assert.Null(ReadingCookie.Parse([.. Cookie.Encode().Span, .. new byte[3 << 20]]));
}
