import { DomainProfile } from '@attesta/challenge-domain';
import { dataPipeline } from '@attesta/challenge-domain/data-pipeline';

export async function profileOfTheTeam(path: string): Promise<DomainProfile> {
  return (await DomainProfile.fromFile(path)).merge(dataPipeline);
}
