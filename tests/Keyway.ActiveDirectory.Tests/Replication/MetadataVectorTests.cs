using System.Buffers.Binary;
using System.Globalization;
using Keyway.ActiveDirectory.Replication;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.Replication;

public sealed class MetadataVectorTests
{
    [Fact]
    public void Recorded_change_of_a_password_is_read()
    {
        foreach (var vector in Vectors.Cases("repl-property-meta-data"))
        {
            var change = MetadataVector.Parse(vector.Bytes("value")).Value[MetadataVector.UnicodePwd];

            Assert.Equal(vector.Number("version"), change.Version);
            Assert.Equal(vector.Number("originatingUsn"), change.OriginatingUsn);
            Assert.Equal(Guid.Parse(vector.Text("invocationId")), change.InvocationId);
            Assert.Equal(DateTimeOffset.Parse(vector.Text("changedOn"), CultureInfo.InvariantCulture), change.ChangedOn);
        }
    }

    [Fact]
    public void A_count_beyond_the_bytes_is_refused()
    {
        var value = Vectors.Cases("repl-property-meta-data")[0].Bytes("value");
        BinaryPrimitives.WriteUInt32LittleEndian(value.AsSpan(8), uint.MaxValue);

        Assert.Equal(Catalogue.ActiveDirectory.MetadataMalformed, MetadataVector.Parse(value).Refusal.Error);
    }

    [Fact]
    public void A_time_beyond_all_dates_is_refused()
    {
        var value = Vectors.Cases("repl-property-meta-data")[0].Bytes("value");
        BinaryPrimitives.WriteUInt64LittleEndian(value.AsSpan(24), ulong.MaxValue);

        Assert.False(MetadataVector.Parse(value).Succeeded);
    }

    [Fact]
    public void Damaged_values_are_refused_or_read() =>
        Mutations.Survive(Vectors.Cases("repl-property-meta-data")[0].Bytes("value"), bytes => MetadataVector.Parse(bytes));
}
