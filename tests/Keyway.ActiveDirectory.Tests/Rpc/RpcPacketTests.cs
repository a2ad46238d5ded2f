using Keyway.ActiveDirectory.Rpc;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.Rpc;

public sealed class RpcPacketTests
{
    [Fact]
    public void Recorded_answers_to_bind_are_read()
    {
        foreach (var vector in Vectors.Cases("rpc-packet"))
            Assert.Equal(vector.Number("largest"), RpcBinding.ReadAnswer(RpcPacket.Parse(vector.Bytes("packet")).Value).Value);
    }

    [Fact]
    public void Damaged_packets_are_survived()
    {
        foreach (var vector in Vectors.Cases("rpc-packet"))
        {
            Mutations.Survive(vector.Bytes("packet"), bytes =>
            {
                if (!RpcPacket.Parse(bytes).TryGet(out var packet, out var refusal))
                    return (Result<int>)refusal;

                // Each part can be taken, whatever the lengths say.
                _ = packet.Body.Length + packet.Stub.Length + packet.Token.Length + packet.Trailer.Length + packet.HeaderOfCall.Length;
                return RpcBinding.ReadAnswer(packet);
            });
        }
    }

    [Theory]
    [InlineData(0xFFFF)]
    [InlineData(60)]
    [InlineData(53)]
    public void An_authentication_longer_than_its_packet_is_refused(int length)
    {
        var packet = Vectors.Cases("rpc-packet")[0].Bytes("packet");
        packet[10] = (byte)(length & 0xFF);
        packet[11] = (byte)(length >> 8);
        Assert.Equal(Catalogue.ActiveDirectory.AnswerMalformed, RpcPacket.Parse(packet).Refusal.Error);
    }
}
