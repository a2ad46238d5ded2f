using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Keyway.Server.Tests.Journeys;

/// <summary>What the server answered.</summary>
internal sealed record Reply(HttpStatusCode Status, string Body)
{
    public T As<T>(JsonTypeInfo<T> type)
        where T : class
    {
        Assert.True((int)Status is >= 200 and < 300, $"{Status}: {Body}");
        return JsonSerializer.Deserialize(Body, type)!;
    }

    /// <summary>Asserts a refusal by its number.</summary>
    public void IsRefusal(string code, HttpStatusCode? status = null)
    {
        Assert.True((int)Status is >= 400 and < 500, $"{Status}: {Body}");
        Assert.Contains(code, Body, StringComparison.Ordinal);
        if (status is not null)
            Assert.Equal(status, Status);
    }
}
