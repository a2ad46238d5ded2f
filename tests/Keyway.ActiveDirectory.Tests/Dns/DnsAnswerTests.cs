using Keyway.ActiveDirectory.Dns;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.Dns;

public sealed class DnsAnswerTests
{
    private const ushort Id = 0x1234;

    [Fact]
    public void Recorded_service_record_is_read()
    {
        var vector = Vectors.Cases("dns-answer")[0];
        var answer = DnsAnswer.Parse(vector.Bytes("message"), Id, vector.Text("name"), DnsRecordType.Srv).Value;

        var service = Assert.IsType<DnsRecord.Service>(Assert.Single(answer.Records));
        Assert.Equal(vector.Text("target"), service.Target);
        Assert.Equal(vector.Number("port"), service.Port);
        Assert.Equal(DnsAnswer.NoError, answer.ResponseCode);
    }

    [Fact]
    public void Recorded_address_is_read()
    {
        var vector = Vectors.Cases("dns-answer")[1];
        var answer = DnsAnswer.Parse(vector.Bytes("message"), Id, vector.Text("name"), DnsRecordType.A).Value;

        Assert.Equal(vector.Text("address"), Assert.IsType<DnsRecord.Address>(Assert.Single(answer.Records)).Value.ToString());
    }

    [Fact]
    public void Answer_to_another_question_is_refused()
    {
        var vector = Vectors.Cases("dns-answer")[0];
        var message = vector.Bytes("message");
        var name = vector.Text("name");

        Assert.Equal(Catalogue.ActiveDirectory.DnsAnswerMalformed, DnsAnswer.Parse(message, Id + 1, name, DnsRecordType.Srv).Refusal.Error);
        Assert.Equal(Catalogue.ActiveDirectory.DnsAnswerMalformed, DnsAnswer.Parse(message, Id, "other.corp.com", DnsRecordType.Srv).Refusal.Error);
        Assert.Equal(Catalogue.ActiveDirectory.DnsAnswerMalformed, DnsAnswer.Parse(message, Id, name, DnsRecordType.A).Refusal.Error);
    }

    [Fact]
    public void A_question_is_no_answer()
    {
        var question = DnsQuestion.Encode(Id, "contoso.corp.com", DnsRecordType.A);

        Assert.False(DnsAnswer.Parse(question, Id, "contoso.corp.com", DnsRecordType.A).Succeeded);
    }

    [Fact]
    public void Counts_that_promise_more_records_than_there_are_are_refused()
    {
        var vector = Vectors.Cases("dns-answer")[0];
        var message = vector.Bytes("message");
        message[6] = message[7] = 0xFF;

        Assert.False(DnsAnswer.Parse(message, Id, vector.Text("name"), DnsRecordType.Srv).Succeeded);
    }

    [Fact]
    public void A_cut_off_answer_that_says_so_asks_for_TCP()
    {
        var vector = Vectors.Cases("dns-answer")[0];
        var message = vector.Bytes("message")[..^20];
        message[2] |= 0x02;

        var answer = DnsAnswer.Parse(message, Id, vector.Text("name"), DnsRecordType.Srv).Value;
        Assert.True(answer.Truncated);
        Assert.Empty(answer.Records);
    }

    [Fact]
    public void Damaged_answers_are_refused_or_read()
    {
        foreach (var vector in Vectors.Cases("dns-answer"))
            Mutations.Survive(vector.Bytes("message"), bytes => DnsAnswer.Parse(bytes, Id, vector.Text("name"), (DnsRecordType)vector.Number("type")));
    }
}
