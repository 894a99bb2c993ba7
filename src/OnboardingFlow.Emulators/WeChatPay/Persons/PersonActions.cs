using System.Security.Cryptography;
using System.Text;
using OnboardingFlow.Emulators.Control;
using OnboardingFlow.Emulators.Crypto;

namespace OnboardingFlow.Emulators.WeChatPay.Persons;

/// <summary>What a person does in WeChat, and what WeChat Pay does for a merchant, to the contract.</summary>
internal sealed class PersonActions(PersonStore persons, TimeProvider time)
{
    /// <summary>Signs with a live token; forced, also without one, as <paramref name="fallbackMchId"/>'s contract.</summary>
    /// <exception cref="ControlException">Unknown, disabled, already contracted, or no live token.</exception>
    internal Person Sign(string organizationId, string outUserId, SignBody how, string fallbackMchId)
    {
        var now = time.GetUtcNow();
        return persons.Change(organizationId, outUserId, person =>
        {
            if (person.IsContracted)
            {
                throw ControlException.Conflict("ALREADY_CONTRACTED", "the person has a contract that stands");
            }

            if (person.Status != Person.Normal && !how.Force)
            {
                throw ControlException.Conflict("USER_DISABLED", "the person is disabled");
            }

            var sha256 = how.Token is null ? null : Sha256(how.Token);
            var token = person.Tokens.FirstOrDefault(t => (how.Force || t.ExpiresAt > now) && (sha256 is null || t.Sha256 == sha256));
            if (token is null && !how.Force)
            {
                throw ControlException.Conflict("TOKEN_OUT_OF_DATE", "there is no live presign token: presign again, or send {\"force\": true}");
            }

            var mode = how.ContractMode ?? token?.ContractMode ?? ContractModes.LimitNone;
            var contract = new Contract(
                "FC" + RandomText.Hex(15), how.Mchid ?? token?.MchId ?? fallbackMchId, organizationId, outUserId, person.UserId, person.OpenId, Contract.Contracted, now, null, mode);
            return (person with { ContractId = contract.ContractId, ContractState = Contract.Contracted, FaceImageOk = true, Tokens = [] }, contract);
        }) ?? throw Unknown(organizationId, outUserId);
    }

    /// <summary>No token of the person's can be used any more: they ran out, or the person declined.</summary>
    /// <exception cref="ControlException">Unknown.</exception>
    internal void DropTokens(string organizationId, string outUserId)
    {
        _ = persons.Change(organizationId, outUserId, person => (person with { Tokens = [] }, null)) ?? throw Unknown(organizationId, outUserId);
    }

    /// <summary>Ends the contract that stands.</summary>
    /// <returns>The person, or null when unknown or when no contract stands.</returns>
    internal Person? Terminate(string organizationId, string outUserId)
    {
        var terminated = false;
        var person = persons.Change(organizationId, outUserId, person =>
        {
            if (!person.IsContracted || persons.FindContract(person.ContractId!) is not { } contract)
            {
                return (person, null);
            }

            terminated = true;
            return (person with { ContractState = Contract.Terminated }, contract with { ContractState = Contract.Terminated, TerminatedAt = time.GetUtcNow() });
        });
        return terminated ? person : null;
    }

    internal static string Sha256(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    internal static ControlException Unknown(string organizationId, string outUserId) =>
        ControlException.NotFound($"WeChat Pay knows no user '{outUserId}' of organization '{organizationId}'");
}
